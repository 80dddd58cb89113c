import type { Generated } from 'kysely';
import type { BanKind, Role } from '../moderation-records.js';

export interface ModeratorRow {
  login: string;
  shown_name: string;
  role: Role;
  /** JSON of ids; null for all. */
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
  /** Null for all sites. */
  site: string | null;
  until: number | null;
  note: string | null;
  moderator: string;
  created_at: number;
}

/** Of one that was erased only the key and `not_before` are left. */
export interface IdentityRow {
  site: string;
  /** As the columns named `visitor` have it. */
  identity: string;
  issuer: string | null;
  subject: string | null;
  name: string | null;
  email: string | null;
  email_verified: 0 | 1;
  avatar: string | null;
  role: Role | null;
  created_at: number;
  /** Tokens that were issued until then are void. */
  not_before: number | null;
}

export interface ReportRow {
  site: string;
  comment: string;
  reporter: string;
  reason: string;
  created_at: number;
  /** 1 where there was no token: nobody knows how many people these are. */
  anonymous: Generated<0 | 1>;
  /** The undo of the decision that settled it. */
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
