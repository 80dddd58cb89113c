import type { NewClaims } from './claims.js';

/** Another site where people have an account: an OpenID provider, or GitHub. */
export interface ProviderOptions {
  /** Part of addresses: `google`. */
  name: string;
  /** The button's text, such as `Google`. */
  label: string;
  /** An https address; `https://github.com` stands for GitHub, which is not an OpenID provider. */
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** Secrets that tie an answer to its request, and to the browser that made the request. */
export interface Checks {
  state: string;
  nonce: string;
  /** The code verifier of PKCE (RFC 7636). */
  verifier: string;
}

export interface Provider {
  readonly name: string;
  readonly label: string;
  /** Creates the secrets for one sign-in, and the address to which the browser goes with them. */
  begin(redirectUri: string): Promise<{ location: string; checks: Checks }>;
  /**
   * Finds out who returned.
   *
   * @param url the address that the provider sent the browser to
   * @throws ApiError `forbidden` if the answer is an error, or does not belong to this request; `server` if the
   *   provider can't be reached
   */
  finish(url: URL, checks: Checks): Promise<NewClaims>;
}

const reserved = new Set(['email', 'token']);

/** Which of the options is wrong, and what to write instead. */
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
