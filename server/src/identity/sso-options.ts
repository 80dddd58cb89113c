/** A shared secret, for HS256, or the address of the public keys, for RS256, ES256 and EdDSA. */
export interface SsoOptions {
  /** At least 32 bytes. */
  secret?: string;
  /** An https address; http is allowed only for this machine. */
  jwks?: string;
  /** The required value of `iss`. By default any. */
  issuer?: string;
}

/** The `iss` of tokens that this server creates itself. */
export const ownIssuer = 'starling';

/** Which of the options is wrong, and what to write instead. */
export const wrongSso = ({
  secret,
  jwks,
  issuer,
}: SsoOptions): { option: keyof SsoOptions; what: string } | undefined => {
  if ((secret === undefined) === (jwks === undefined)) {
    return { option: 'secret', what: 'Either a secret or the address of the keys (jwks) must be given.' };
  }
  if (secret !== undefined && new TextEncoder().encode(secret).byteLength < 32) {
    return { option: 'secret', what: 'Must have at least 32 bytes.' };
  }
  if (jwks !== undefined && !isSafeAddress(jwks)) return { option: 'jwks', what: 'Must be an https address.' };
  if (issuer === ownIssuer) return { option: 'issuer', what: `"${ownIssuer}" is the server's own.` };
  return undefined;
};

/** Keys fetched over a connection that others can change prove nothing. */
export const isSafeAddress = (address: string): boolean => {
  const { protocol, hostname } = URL.parse(address) ?? {};
  if (protocol === 'https:') return true;
  return protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname ?? '');
};
