import type { IdentityRecord } from './identity-record.js';

export interface IdentityReads {
  /** What is kept of an identity, unless it was erased; and until when tokens are void. */
  find(site: string, identity: string): Promise<{ record?: IdentityRecord; notBefore: number | null } | undefined>;
  /** Whether anything is of the visitor that could become an identity's. */
  hasAny(site: string, visitor: string): Promise<boolean>;
}

export interface IdentityWrites {
  /** Keeps an identity, or what is new of it. */
  keep(identity: IdentityRecord, now: number): Promise<void>;
  /** Makes what a visitor did the identity's: of votes and ratings of both, the later wins. */
  merge(request: { site: string; visitor: string; identity: string; now: number }): Promise<void>;
}
