import type { Claims, NewClaims } from './claims.js';
import type { Provider } from './provider.js';

/** How people sign in on a site. */
export interface SiteIdentity {
  /** Whether only people who are signed in may comment. */
  required: boolean;
  /** Whether they can sign in with a code sent by mail. */
  email: boolean;
  /** The other sites with whose accounts they can sign in. */
  providers: readonly Provider[];
  /**
   * Verifies an identity token.
   *
   * @throws ApiError `unauthorized`, with the error for the page's author; `server` if the keys can't be fetched
   */
  verify(token: string, site: string, now: number): Promise<Claims>;
  /** Creates one of the server's own tokens, for somebody who has signed in here. */
  sign(claims: NewClaims, site: string, now: number): Promise<string>;
}
