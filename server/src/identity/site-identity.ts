import { once } from '../once.js';
import type { SiteIdentity } from './identity.js';
import { wrongProvider, type Provider, type ProviderOptions } from './provider.js';
import { isSafeAddress, wrongSso, type SsoOptions } from './sso-options.js';

/** A site's settings for signing in. */
export interface IdentityOptions {
  /** Whether only people who are signed in may comment. Default false. */
  required?: boolean;
  /** Whether they can sign in with a code sent by mail; requires mail. Default false. */
  email?: boolean;
  /** The other sites with whose accounts they can sign in; requires `publicUrl`. Default none. */
  providers?: readonly ProviderOptions[];
  /** The key of the site's own identity tokens. */
  sso?: SsoOptions;
}

/** @throws RangeError if an option is invalid */
export const siteIdentity = (
  { required = false, email = false, providers = [], sso }: IdentityOptions,
  secret: string,
): SiteIdentity => {
  const wrong = sso && wrongSso(sso);
  if (wrong) throw new RangeError(`identity.sso.${wrong.option}: ${wrong.what}`);
  for (const [index, provider] of providers.entries()) {
    const wrong = wrongProvider(provider, isSafeAddress);
    if (wrong) throw new RangeError(`identity.providers[${index}].${wrong.option}: ${wrong.what}`);
  }
  // The code that reads tokens is loaded with the first token.
  const verifier = once(async () => {
    const { tokenVerifier } = await import('./verify-token.js');
    return tokenVerifier({ sso, secret: email || providers.length > 0 ? secret : undefined });
  });
  return {
    required,
    email,
    providers: providers.map(toProvider),
    verify: async (...request) => (await verifier())(...request),
    sign: async (...request) => (await import('./own-tokens.js')).signToken(secret, ...request),
  };
};

const toProvider = (options: ProviderOptions): Provider => {
  const opened = once(async () => (await import('./openid.js')).openProvider(options));
  return {
    name: options.name,
    label: options.label,
    begin: async (...request) => (await opened()).begin(...request),
    finish: async (...request) => (await opened()).finish(...request),
  };
};
