import type { SiteIdentity } from './identity.js';
import { wrongProvider, type Provider, type ProviderOptions } from './provider.js';
import { isSafeAddress, wrongSso, type SsoOptions } from './sso-options.js';

/** What a site says of the people that it knows. */
export interface IdentityOptions {
  /** Whether only people who are signed in may comment. Default false. */
  required?: boolean;
  /** Whether they can sign in by a code in a mail; needs mail. Default false. */
  email?: boolean;
  /** Where else they have an account to sign in by; needs `publicUrl`. Default none. */
  providers?: readonly ProviderOptions[];
  /** Who signs the site's own identity tokens. */
  sso?: SsoOptions;
}

/** @throws RangeError where an option can't be right */
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
  // Who has no token needs none of what reads them.
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

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
};
