import type { Claims, NewClaims } from './claims.js';
import type { Provider } from './provider.js';

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
