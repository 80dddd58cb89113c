import type { NewClaims } from './claims.js';

/** Somebody else's site where people have an account: an OpenID provider, or GitHub. */
export interface ProviderOptions {
  /** Part of addresses: `google`. */
  name: string;
  /** What the button says: `Google`. */
  label: string;
  /** https; `https://github.com` is GitHub, which is no OpenID provider. */
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** What ties an answer to its question, and to the browser that asked. */
export interface Checks {
  state: string;
  nonce: string;
  /** Of PKCE (RFC 7636). */
  verifier: string;
}

export interface Provider {
  readonly name: string;
  readonly label: string;
  /** Secrets for one sign-in, and where the browser goes with them. */
  begin(redirectUri: string): Promise<{ location: string; checks: Checks }>;
  /**
   * Who came back.
   *
   * @param url the address that the provider sent the browser to
   * @throws ApiError `forbidden` where the answer is none, or not the one to this question; `server` where the provider
   *   can't be asked
   */
  finish(url: URL, checks: Checks): Promise<NewClaims>;
}

const reserved = new Set(['email', 'token']);

/** What of the options is wrong, and what to write. */
export const wrongProvider = (
  { name, issuer }: Pick<ProviderOptions, 'name' | 'issuer'>,
  isSafe: (address: string) => boolean,
): { option: 'name' | 'issuer'; what: string } | undefined => {
  if (!/^[a-z0-9-]{1,40}$/.test(name) || reserved.has(name)) {
    return { option: 'name', what: 'Must be 1 to 40 of a-z, 0-9 and -, and neither "email" nor "token".' };
  }
  if (!isSafe(issuer)) return { option: 'issuer', what: 'Must be an https address.' };
  return undefined;
};
