import {
  createRemoteJWKSet,
  customFetch,
  decodeJwt,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { ApiError } from '../api-error.js';
import { readClaims } from './claims.js';
import type { SiteIdentity } from './identity.js';
import { ownKey, ownTokenTime } from './own-tokens.js';
import { ownIssuer, type SsoOptions } from './sso-options.js';

/** Seconds by which clocks may differ. */
const skew = 60;

export interface VerifierOptions {
  /** Of the site's own tokens; nothing where it has none. */
  sso: SsoOptions | undefined;
  /** Of the server's own tokens; nothing where nobody signs in here. */
  secret: string | undefined;
}

/** Whose tokens they are, and what is right for those. */
interface Rules {
  key: JWTVerifyGetKey;
  algorithms: string[];
  /** Seconds that one may last. */
  longest: number;
  mayHaveRole: boolean;
}

/** Checks the tokens of a site. What a token says of its key and algorithm chooses neither: its issuer and the settings do. */
export const tokenVerifier = ({ sso, secret }: VerifierOptions): SiteIdentity['verify'] => {
  const ofSite: Rules | undefined = sso && {
    key: keyOf(sso),
    algorithms: sso.secret === undefined ? ['RS256', 'ES256', 'EdDSA', 'Ed25519'] : ['HS256'],
    longest: 24 * 60 * 60,
    mayHaveRole: true,
  };
  const imported = secret === undefined ? undefined : ownKey(secret);
  const ofServer = imported && {
    key: () => imported,
    algorithms: ['HS256'],
    longest: ownTokenTime,
    mayHaveRole: false,
  };

  return async (token, site, now) => {
    const { iss = '' } = unverified(token);
    const rules = iss === ownIssuer ? ofServer : ofSite;
    if (!rules) throw refused(iss === ownIssuer ? 'Nobody signs in here.' : 'The site has no identity.sso.');
    if (rules === ofSite && sso?.issuer !== undefined && iss !== sso.issuer) {
      throw refused(`Its "iss" must be "${sso.issuer}".`);
    }
    const payload = await verified(token, rules, site, now);
    if (payload.exp! - payload.iat! > rules.longest) {
      throw refused(`It may last ${rules.longest / 3600} hours at most: "exp" is too late.`);
    }
    return readClaims(payload, rules);
  };
};

const keyOf = ({ secret, jwks = '' }: SsoOptions): JWTVerifyGetKey => {
  if (secret === undefined) return remoteKeys(jwks);
  const bytes = new TextEncoder().encode(secret);
  const imported = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  return () => imported;
};

/** Keeps the keys for ten minutes, and asks again for one that it does not know, at most twice a minute. */
const remoteKeys = (address: string): JWTVerifyGetKey => {
  // The fetch of the moment, as a runtime, or a test, may put another in its place.
  const options = { [customFetch]: ((...request) => fetch(...request)) satisfies typeof fetch };
  const keys = createRemoteJWKSet(new URL(address), { timeoutDuration: 5000, ...options });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys) throw cause;
      if (cause instanceof errors.JOSENotSupported) throw cause;
      throw new ApiError('server', 'The keys of identity tokens can not be fetched now.', { retryAfter: 30, cause });
    }
  };
};

const unverified = (token: string): JWTPayload => {
  try {
    return decodeJwt(token);
  } catch {
    throw refused('It is not a JWT.');
  }
};

const verified = async (token: string, rules: Rules, site: string, now: number): Promise<JWTPayload> => {
  const { key, algorithms, longest } = rules;
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms,
      audience: site,
      clockTolerance: skew,
      currentDate: new Date(now),
      // With it, a token of the future is refused too.
      maxTokenAge: longest,
      requiredClaims: ['sub', 'aud', 'iat', 'exp'],
    });
    return payload;
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw refused(whatIsWrong(error, site, algorithms));
  }
};

const whatIsWrong = (error: unknown, site: string, algorithms: readonly string[]): string => {
  if (error instanceof errors.JWTExpired) return 'It has expired.';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return `Its "aud" must be the id of this site, "${site}".`;
    if (error.claim === 'iat' && error.reason === 'check_failed') return 'It is from the future: "iat" is after now.';
    return `Its "${error.claim}" is missing or wrong.`;
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return `Its algorithm must be one of ${algorithms.join(', ')}.`;
  if (error instanceof errors.JWKSNoMatchingKey) return 'None of the published keys is the one that it names.';
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return 'Its signature is not that of the key in the settings.';
  return 'It is not a JWT that this site takes.';
};

const refused = (what: string): ApiError => new ApiError('unauthorized', `The identity token is refused. ${what}`);
