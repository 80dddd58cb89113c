import type { Generated } from 'kysely';
import type { BanKind, Role } from '../moderation-records.js';

export interface ModeratorRow {
  login: string;
  shown_name: string;
  role: Role;
  /** JSON array of site ids; null for all sites. */
  sites: string | null;
  reserved: 0 | 1;
  password: string;
  created_at: number;
}

export interface ApiKeyRow extends Pick<ModeratorRow, 'role' | 'sites' | 'created_at'> {
  name: string;
  hash: string;
  until: number | null;
}

export interface BanRow {
  id: string;
  kind: BanKind;
  value: string;
  /** Null if the ban holds on all sites. */
  site: string | null;
  until: number | null;
  note: string | null;
  moderator: string;
  created_at: number;
}

/** An erased identity keeps only its key and `not_before`. */
export interface IdentityRow {
  site: string;
  /** The value that columns named `visitor` have. */
  identity: string;
  issuer: string | null;
  subject: string | null;
  name: string | null;
  email: string | null;
  email_verified: 0 | 1;
  avatar: string | null;
  role: Role | null;
  created_at: number;
  /** Tokens issued up to this time are void. */
  not_before: number | null;
}

export interface ReportRow {
  site: string;
  comment: string;
  reporter: string;
  reason: string;
  created_at: number;
  /** 1 if reported without a token: then it is unknown how many different people reported. */
  anonymous: Generated<0 | 1>;
  /** The undo id of the decision that settled it. */
  settled: string | null;
}

export interface LogRow {
  id: string;
  site: string;
  at: number;
  moderator: string;
  action: string;
  comment: string | null;
  thread_id: string | null;
  detail: string | null;
}
