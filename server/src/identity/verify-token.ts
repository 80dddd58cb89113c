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
  /** For the site's own tokens; undefined if it has none. */
  sso: SsoOptions | undefined;
  /** For the server's own tokens; undefined if nobody can sign in here. */
  secret: string | undefined;
}

/** The rules for the tokens of one issuer. */
interface Rules {
  key: JWTVerifyGetKey;
  algorithms: string[];
  /** The longest validity of a token, in seconds. */
  longest: number;
  mayHaveRole: boolean;
}

/** Verifies the tokens of a site. The issuer and the settings determine key and algorithm, never the token's header. */
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

/** Caches the keys for ten minutes, and fetches them again, at most twice a minute, when a key is unknown. */
const remoteKeys = (address: string): JWTVerifyGetKey => {
  // Looks up `fetch` at each call, because a runtime or a test may replace it.
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
      // This also rejects tokens issued in the future.
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
