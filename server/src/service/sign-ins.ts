import { ApiError, invalidFields, notFound } from '../api-error.js';
import { fromBase64, toBase64Url } from '../base64.js';
import { hashText, hashWithKey } from '../hash.js';
import type { NewClaims } from '../identity/claims.js';
import type { Checks, Provider } from '../identity/provider.js';
import { SignInFailed } from '../identity/sign-in-failed.js';
import type { Store } from '../store/store.js';
import { newToken } from './login.js';
import type { Client } from './rate-limits.js';
import { findSite, resolveSite, siteOfPage, type Site, type Sites } from './sites.js';

/** Signing in at another site, and returning from it. */
export interface SignIns {
  /** Where to go, and what the browser stores until it returns. @throws ApiError if the page may not start a sign-in */
  begin(request: BeginRequest): Promise<{ location: string; kept: string }>;
  /**
   * Turns the answer of the provider into a code for the page that began. @throws ApiError if the browser is not the
   * one that began
   */
  finish(request: { provider: string; url: URL; kept: string | undefined }): Promise<Finished>;
  /** What is known of where the browser comes from, by what it stores or the site that it names; for when it failed. */
  whence(from: { kept?: string; site?: string }): Whence;
  /** Exchanges a code for a token, once. @throws ApiError `expired` */
  redeem(request: { site?: string; code: string; verifier: string; client: Client }): Promise<string>;
}

export interface BeginRequest {
  provider: string;
  site?: string;
  /** The origin of the page that asks. */
  origin: string;
  challenge: string;
  /** The address to return to, on a page of that origin. */
  return?: string;
}

export interface Finished {
  code: string;
  origin: string;
  return?: string;
  /** The language of the site, as BCP 47. */
  language: string;
}

export interface Whence {
  /** The page that the browser left in the same window. */
  return?: string;
  /** The language of the site, as BCP 47. */
  language: string;
}

/** What the browser stores while it is away. It is signed, so the browser can't change it; it contains no secrets. */
interface Journey extends BeginRequest {
  checks: Checks;
  until: number;
}

/** Milliseconds. */
export const journeyTime = 10 * 60_000;
const codeTime = 60_000;

export interface SignInsParts {
  store: Store;
  sites: Sites;
  publicUrl: string | undefined;
  secret: string;
  now: () => number;
  /** Told why a provider's answer was rejected, for the server's owner to read. */
  reportFailure: (provider: string, reason: string) => void;
}

export const createSignIns = (parts: SignInsParts): SignIns => {
  const { store, sites, publicUrl = '', secret, now, reportFailure } = parts;
  const providerOf = (site: Site, name: string): Provider => {
    const provider = site.identity?.providers.find((each) => each.name === name);
    if (!provider) throw notFound('Nobody signs in by that here.');
    return provider;
  };
  const redirectUri = (provider: string): string =>
    `${publicUrl.replace(/\/+$/, '')}/api/v1/identity/${provider}/callback`;
  const isOfSite = ({ origins }: Site, origin: string): boolean =>
    origins.includes(origin) || origin === new URL(publicUrl).origin;

  const seal = (journey: Journey): string => {
    const text = toBase64Url(new TextEncoder().encode(JSON.stringify(journey)));
    return `${text}.${hashWithKey(secret, `sign-in ${text}`)}`;
  };
  const unseal = (kept = ''): Journey => {
    const [text = '', mac] = kept.split('.');
    if (mac !== hashWithKey(secret, `sign-in ${text}`)) throw notThisOne();
    const journey = JSON.parse(new TextDecoder().decode(fromBase64(text))) as Journey;
    if (journey.until <= now()) throw notThisOne();
    return journey;
  };

  const reporting = async <T>(provider: string, asked: Promise<T>): Promise<T> => {
    try {
      return await asked;
    } catch (error) {
      if (error instanceof ApiError && error.cause !== undefined) reportFailure(provider, reasonOf(error.cause));
      throw error;
    }
  };

  return {
    begin: async (request) => {
      const site = resolveSite(sites, request.site);
      const provider = providerOf(site, request.provider);
      if (!isOfSite(site, request.origin)) {
        throw new ApiError('forbidden', 'Pages of this origin may not take part on this site.');
      }
      if (request.return !== undefined && URL.parse(request.return)?.origin !== request.origin) {
        throw invalidFields({ return: 'Must be an address of that origin.' });
      }
      const { location, checks } = await reporting(provider.name, provider.begin(redirectUri(provider.name)));
      return { location, kept: seal({ ...request, checks, until: now() + journeyTime }) };
    },

    finish: async ({ provider: name, url, kept }) => {
      const journey = unseal(kept);
      if (journey.provider !== name) throw notThisOne();
      const site = resolveSite(sites, journey.site);
      const answer = new URL(redirectUri(name) + url.search);
      const claims = await reporting(name, providerOf(site, name).finish(answer, journey.checks));
      const code = newToken();
      await store.signIn.keepSignIn({
        hash: hashText(code),
        site: site.id,
        challenge: journey.challenge,
        claims: JSON.stringify(claims),
        expiresAt: now() + codeTime,
      });
      const { origin, return: back } = journey;
      return { code, origin, language: site.language, ...(back !== undefined && { return: back }) };
    },

    whence: ({ kept, site }) => {
      const languageOf = (id: string | undefined): string => findSite(sites, id)?.language ?? 'en';
      try {
        const journey = unseal(kept);
        return { return: journey.return, language: languageOf(journey.site) };
      } catch {
        return { language: languageOf(site) };
      }
    },

    redeem: async ({ site: asked, code, verifier, client }) => {
      const site = siteOfPage(sites, asked, client);
      if (!site.identity) throw notFound('Nobody signs in here.');
      const taken = await store.signIn.takeSignIn({ hash: hashText(code), site: site.id, now: now() });
      if (!taken || taken.challenge !== hashText(verifier)) {
        throw new ApiError('expired', 'This sign-in is good no more. Sign in again.');
      }
      return site.identity.sign(JSON.parse(taken.claims) as NewClaims, site.id, now());
    },
  };
};

/** Adds the provider's own error, such as `invalid_client`, to the library's message. */
const reasonOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause);
  const { error, error_description: description } = cause as { error?: unknown; error_description?: unknown };
  const words = [cause.message, error, description, cause.cause instanceof Error && cause.cause.message];
  return words
    .filter((word) => typeof word === 'string' && word !== '')
    .join(': ')
    .slice(0, 500);
};

const notThisOne = (): ApiError => new SignInFailed('elsewhere');
