import * as openid from 'openid-client';
import { ApiError } from '../api-error.js';
import { limits } from '../contract.js';
import { isBlank } from '../service/text/visible.js';
import { avatarOf, emailOf, type NewClaims } from './claims.js';
import type { Checks, Provider, ProviderOptions } from './provider.js';
import { SignInFailed } from './sign-in-failed.js';

/** What differs between kinds of providers. */
interface Kind {
  configuration(options: ProviderOptions): Promise<openid.Configuration>;
  scope: string;
  /** Whether an ID token says who the person is. */
  hasIdToken: boolean;
  claims(configuration: openid.Configuration, tokens: Tokens): Promise<Said>;
}

type Tokens = Awaited<ReturnType<typeof openid.authorizationCodeGrant>>;

/** What a provider says about a person. It is known to come from the provider, but not checked otherwise. */
interface Said {
  sub: string;
  names: unknown[];
  email: unknown;
  emailVerified: boolean;
  avatar: unknown;
}

/**
 * A provider, implemented with a library that discovers its addresses and keys; loaded when somebody first signs in.
 */
export const openProvider = (options: ProviderOptions): Pick<Provider, 'begin' | 'finish'> => {
  const kind = options.issuer === gitHub.issuer ? ofGitHub : ofOpenId;
  let found: Promise<openid.Configuration> | undefined;
  const configured = async (): Promise<openid.Configuration> => {
    try {
      return await (found ??= kind.configuration(options));
    } catch (cause) {
      found = undefined;
      throw outOfReach(cause);
    }
  };

  return {
    begin: async (redirectUri) => {
      const configuration = await configured();
      const checks: Checks = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        verifier: openid.randomPKCECodeVerifier(),
      };
      const location = openid.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: kind.scope,
        state: checks.state,
        code_challenge: await openid.calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: 'S256',
        ...(kind.hasIdToken && { nonce: checks.nonce }),
      });
      return { location: location.href, checks };
    },

    finish: async (url, { state, nonce, verifier }) => {
      const configuration = await configured();
      try {
        const tokens = await openid.authorizationCodeGrant(configuration, url, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          ...(kind.hasIdToken && { expectedNonce: nonce, idTokenExpected: true }),
        });
        return named(toClaims(options.issuer, await kind.claims(configuration, tokens)));
      } catch (cause) {
        throw cause instanceof ApiError ? cause : refusal(cause);
      }
    },
  };
};

const ofOpenId: Kind = {
  scope: 'openid profile email',
  hasIdToken: true,
  configuration: ({ issuer, clientId, clientSecret }) =>
    openid.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      // Only for this machine: settings with any other http address are rejected.
      ...(issuer.startsWith('http:') && { execute: [openid.allowInsecureRequests] }),
    }),
  claims: async (configuration, tokens) => {
    const own = tokens.claims()!;
    // Many providers return names only from their userinfo endpoint.
    const asked = configuration.serverMetadata().userinfo_endpoint !== undefined && own.name === undefined;
    const said = asked ? { ...own, ...(await openid.fetchUserInfo(configuration, tokens.access_token, own.sub)) } : own;
    return {
      sub: own.sub,
      names: [said.name, said.preferred_username, said.nickname],
      email: said.email,
      emailVerified: said.email_verified === true,
      avatar: said.picture,
    };
  },
};

const gitHub = {
  issuer: 'https://github.com',
  authorization_endpoint: 'https://github.com/login/oauth/authorize',
  token_endpoint: 'https://github.com/login/oauth/access_token',
};

const ofGitHub: Kind = {
  scope: 'read:user user:email',
  hasIdToken: false,
  configuration: async ({ clientId, clientSecret }) => new openid.Configuration(gitHub, clientId, clientSecret),
  claims: async (configuration, { access_token: token }) => {
    const ask = async (path: string): Promise<unknown> => {
      const headers = new Headers({ Accept: 'application/vnd.github+json', 'User-Agent': 'starling-server' });
      const address = new URL(path, 'https://api.github.com');
      const response = await openid.fetchProtectedResource(configuration, token, address, 'GET', undefined, headers);
      if (!response.ok) throw new Error(`GitHub answers ${response.status} to ${path}`);
      return response.json();
    };
    const user = (await ask('/user')) as Record<string, unknown>;
    const addresses = (await ask('/user/emails')) as { email: string; primary: boolean; verified: boolean }[];
    const primary = addresses.find((each) => each.primary);
    // When somebody gives up their user name, somebody else can take it; the number is never reused.
    if (typeof user.id !== 'number') throw new Error('GitHub does not say who it is.');
    return {
      sub: String(user.id),
      names: [user.name, user.login],
      email: primary?.email,
      emailVerified: primary?.verified === true,
      avatar: user.avatar_url,
    };
  },
};

const toClaims = (issuer: string, { sub, names, email, emailVerified, avatar }: Said): NewClaims => {
  const address = emailOf(email);
  const picture = avatarOf(avatar);
  return {
    subject: `${issuer} ${sub}`,
    name: [...names, address?.split('@')[0]].map(asName).find((each) => !isBlank(each)) ?? '',
    emailVerified: address !== undefined && emailVerified,
    ...(address !== undefined && { email: address }),
    ...(picture !== undefined && { avatar: picture }),
  };
};

/** A person without a name could not be shown, and their token would be rejected. */
const named = (claims: NewClaims): NewClaims => {
  if (claims.name !== '') return claims;
  throw new SignInFailed('nameless');
};

/** Cuts a name to the allowed length: nobody is kept out for the name that they gave a provider. */
const asName = (name: unknown): string =>
  typeof name === 'string'
    ? [...name.toWellFormed().replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')].slice(0, limits.name).join('').trim()
    : '';

const refusal = (cause: unknown): ApiError => {
  // Not an error: the reader changed their mind.
  if (isAnswer(cause, ['access_denied'])) return new SignInFailed('cancelled');
  if (isAnswer(cause, ['temporarily_unavailable', 'server_error']) || isDown(cause)) return outOfReach(cause);
  return new SignInFailed('refused', cause);
};

/** Whether it is the error with which a provider sends a browser back (RFC 6749, 4.1.2.1). */
const isAnswer = (cause: unknown, errors: string[]): boolean =>
  cause instanceof openid.AuthorizationResponseError && errors.includes(cause.error);

const isDown = (cause: unknown): boolean => {
  if (cause instanceof TypeError || (cause instanceof openid.ClientError && cause.code === 'OAUTH_TIMEOUT'))
    return true;
  // Any answer with a 5xx status is the provider's own fault.
  const { status, cause: inner } = cause as { status?: unknown; cause?: { status?: unknown } };
  return [status, inner?.status].some((each) => typeof each === 'number' && each >= 500);
};

const outOfReach = (cause: unknown): ApiError => new SignInFailed('unreachable', cause);
