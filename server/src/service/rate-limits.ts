// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- it has nothing to import, and whoever compiles this file needs it
/// <reference path="./rate-limiter-memory.d.ts" />
import type { RateLimiterRes } from 'rate-limiter-flexible';
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import { ApiError } from '../api-error.js';
import { hashWithKey } from '../hash.js';
import type { Shared } from '../store/store.js';

/** Who makes a request, and from where. */
export interface Client {
  /** The network prefix of the client's address; absent if the address is unknown. */
  network?: string;
  /** The first of the browser's preferred languages in which mails are written. */
  language?: string;
  /** The hash of the visitor's token. */
  person?: string;
  /** The page that makes the request, if the browser reports it. */
  page?: AskingPage;
  /** What Akismet must know about the author, if a site uses it. It is not stored. */
  sender?: () => Sender;
}

export interface Sender {
  address?: string;
  userAgent?: string;
  referrer?: string;
}

export interface AskingPage {
  origin: string;
  /** Whether it is one of this server's own pages. */
  isOwn: boolean;
}

export interface RateLimit {
  /** How many requests are allowed in `seconds`. */
  points: number;
  /** At most 2,147,483 (24 days). */
  seconds: number;
}

/**
 * Limits for each network, and those that begin with `own` for each person. They are generous, because many people can
 * share a network: they are meant to stop floods, not people.
 */
export const defaultRateLimits = {
  comment: { points: 60, seconds: 60 },
  ownComment: { points: 15, seconds: 60 },
  reaction: { points: 1000, seconds: 60 },
  ownReaction: { points: 200, seconds: 60 },
  preview: { points: 300, seconds: 60 },
  /** In characters of Markdown, for comments, edits and previews: sixty of the longest. */
  render: { points: 600_000, seconds: 60 },
  challenge: { points: 300, seconds: 60 },
  subscription: { points: 10, seconds: 3600 },
} as const satisfies Record<string, RateLimit>;

export type Limit = keyof typeof defaultRateLimits;
export type RateLimits = Record<Limit, RateLimit>;

/** The actions that are limited by network; for some of them each person also has a limit of their own. */
export type LimitedAction = Exclude<Limit, `own${string}`>;

const ofPeople: Partial<Record<LimitedAction, Limit>> = { comment: 'ownComment', reaction: 'ownReaction' };

export interface RateLimiter {
  /**
   * @param points how many points of the limit it uses; default 1
   * @throws ApiError `rate-limited`
   */
  consume(action: LimitedAction, client: Client, points?: number): Promise<void>;
}

export interface RateLimiterOptions {
  /** Where processes that share a database count together. By default each process counts, and allows, on its own. */
  shared?: Shared;
  /** The key of the hashes that hide networks in shared data. */
  secret: string;
  now: () => number;
}

/**
 * Limits by network and by person. Addresses are in no file or log: in this process's memory, and in shared limits,
 * only their keyed hashes are kept. Limits are not exact, so nothing that must be exact relies on them. Nothing is kept
 * about a window of time that has ended.
 *
 * @throws RangeError if a limit can't be enforced
 */
export const createRateLimiter = (limits: RateLimits, options: RateLimiterOptions): RateLimiter => {
  const { shared, secret } = options;
  const windowOf = (name: Limit): Window => {
    const limit = checked(name, limits[name]);
    return shared ? sharedWindow(limit, shared, options) : ownWindow(limit);
  };
  const names = Object.keys(defaultRateLimits) as Limit[];
  const windows = Object.fromEntries(names.map((name) => [name, windowOf(name)])) as Record<Limit, Window>;

  const take = async (name: Limit, who: string, points: number, message: string): Promise<void> => {
    const wait = await windows[name](hashWithKey(secret, `${name} ${who}`), points);
    if (wait === undefined) return;
    // If a clock was set back, the rest of the window would look longer than the window.
    const retryAfter = Math.ceil(Math.min(wait / 1000, limits[name].seconds));
    throw new ApiError('rate-limited', message, { retryAfter });
  };

  return {
    consume: async (action, { network = 'unknown', person }, points = 1) => {
      const own = ofPeople[action];
      await Promise.all([
        take(action, network, points, 'Too many requests from your network. Try again later.'),
        person !== undefined && own && take(own, person, points, 'Too many requests. Try again later.'),
      ]);
    },
  };
};

/** Takes points from somebody's window; returns the milliseconds to wait if not enough are left. */
type Window = (key: string, points: number) => Promise<number | undefined>;

const ownWindow = ({ points, seconds }: RateLimit): Window => {
  const limiter = new RateLimiterMemory({ points, duration: seconds, keyPrefix: '' });
  return (key, taken) =>
    limiter.consume(key, taken).then(
      () => undefined,
      (refusal: RateLimiterRes) => refusal.msBeforeNext,
    );
};

const sharedWindow = ({ points, seconds }: RateLimit, shared: Shared, { now }: RateLimiterOptions): Window => {
  return async (key, taken) => {
    const begin = now();
    const { amount, endsAt } = await shared.count(key, taken, seconds * 1000, begin);
    return amount > points ? Math.max(endsAt - begin, 1) : undefined;
  };
};

const checked = (name: Limit, limit: RateLimit): RateLimit => {
  const { points, seconds } = limit;
  if (!(points >= 0 && Number.isFinite(points) && seconds > 0 && seconds <= longestTimer)) {
    throw new RangeError(`rateLimits.${name}: points are 0 or more, seconds more than 0, up to ${longestTimer}`);
  }
  return limit;
};

/** In seconds. A window ends with a timer, and a longer timer would fire at once. */
const longestTimer = 2_147_483;

export const unlimited: RateLimiter = { consume: async () => {} };
