/** A shared secret, for HS256, or the address of the public keys, for RS256, ES256 and EdDSA. */
export interface SsoOptions {
  /** At least 32 bytes. */
  secret?: string;
  /** https; http for this machine only. */
  jwks?: string;
  /** What `iss` must be. By default anything. */
  issuer?: string;
}

/** `iss` of the tokens that this server makes itself. */
export const ownIssuer = 'starling';

/** What of the options is wrong, and what to write. */
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

/** Keys that come over a wire which others can write to are nobody's. */
export const isSafeAddress = (address: string): boolean => {
  const { protocol, hostname } = URL.parse(address) ?? {};
  if (protocol === 'https:') return true;
  return protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname ?? '');
};
