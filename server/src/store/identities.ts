import type { IdentityRecord } from './identity-record.js';

export interface IdentityReads {
  /** The stored record of an identity, unless it was erased; and the time up to which its tokens are void. */
  find(site: string, identity: string): Promise<{ record?: IdentityRecord; notBefore: number | null } | undefined>;
  /** Whether the visitor has any data that could be merged into an identity. */
  hasAny(site: string, visitor: string): Promise<boolean>;
}

export interface IdentityWrites {
  /** Stores an identity, or updates what has changed about it. */
  keep(identity: IdentityRecord, now: number): Promise<void>;
  /** Moves everything a visitor did to the identity. If both voted on or rated the same thing, the later one wins. */
  merge(request: { site: string; visitor: string; identity: string; now: number }): Promise<void>;
}
