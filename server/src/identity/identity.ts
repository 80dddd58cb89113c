import type { Provider } from './provider.js';
import type { Role } from '../store/records.js';

/** Who a token says that somebody is; checked. */
export interface Claims {
  issuer: string;
  subject: string;
  name: string;
  email?: string;
  /** Whether the issuer says that the address is theirs. */
  emailVerified: boolean;
  /** https. */
  avatar?: string;
  /** Of a site's own tokens only: beside the name, and what they write waits for nobody. */
  role?: Role;
  /** Milliseconds since 1970. */
  issuedAt: number;
}

/** Who somebody is that has signed in at this server. */
export type NewClaims = Omit<Claims, 'issuer' | 'issuedAt' | 'role'>;

/** How people are known on a site. */
export interface SiteIdentity {
  /** Whether only they may comment. */
  required: boolean;
  /** Whether they sign in by a code in a mail. */
  email: boolean;
  /** Where else they have an account to sign in by. */
  providers: readonly Provider[];
  /**
   * Who an identity token is of.
   *
   * @throws ApiError `unauthorized` with what is wrong for the page's author; `server` where the keys can't be fetched
   */
  verify(token: string, site: string, now: number): Promise<Claims>;
  /** A token of the server's own, for somebody who has signed in here. */
  sign(claims: NewClaims, site: string, now: number): Promise<string>;
}
