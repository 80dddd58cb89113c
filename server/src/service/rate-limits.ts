// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- it has nothing to import, and whoever compiles this file needs it
/// <reference path="./rate-limiter-memory.d.ts" />
import type { RateLimiterRes } from 'rate-limiter-flexible';
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import { ApiError } from '../api-error.js';
import { hashWithKey } from '../hash.js';
import type { Shared } from '../store/store.js';

/** Where a request comes from. */
export interface Client {
  /** The network prefix of its address; nothing where the address is not known. */
  network?: string;
  /** Of what the reader's browser asks for, the first language that mails are written in. */
  language?: string;
  /** The hash of the visitor's token. */
  person?: string;
  /** The page that asks, where the browser says so. */
  page?: AskingPage;
  /** What Akismet must be told of who writes, where a site asks it. Nothing of it is kept. */
  sender?: () => Sender;
}

export interface Sender {
  address?: string;
  userAgent?: string;
  referrer?: string;
}

export interface AskingPage {
  origin: string;
  /** Whether it is one of this server's own. */
  isOwn: boolean;
}

export interface RateLimit {
  /** How many are let through in `seconds`. */
  points: number;
  /** At most 2,147,483 (24 days). */
  seconds: number;
}

/**
 * For each network, and what `own` begins for each person. Generous, as many people can share a network: they stop
 * floods, not people.
 */
export const defaultRateLimits = {
  comment: { points: 60, seconds: 60 },
  ownComment: { points: 15, seconds: 60 },
  reaction: { points: 1000, seconds: 60 },
  ownReaction: { points: 200, seconds: 60 },
  preview: { points: 300, seconds: 60 },
  /** In characters of Markdown, of comments, edits and previews: sixty of the longest. */
  render: { points: 600_000, seconds: 60 },
  challenge: { points: 300, seconds: 60 },
  subscription: { points: 10, seconds: 3600 },
} as const satisfies Record<string, RateLimit>;

export type Limit = keyof typeof defaultRateLimits;
export type RateLimits = Record<Limit, RateLimit>;

/** What is limited by network; of some of it each person has a limit of their own too. */
export type LimitedAction = Exclude<Limit, `own${string}`>;

const ofPeople: Partial<Record<LimitedAction, Limit>> = { comment: 'ownComment', reaction: 'ownReaction' };

export interface RateLimiter {
  /**
   * @param points how much of the limit it takes; one where not said
   * @throws ApiError `rate-limited`
   */
  consume(action: LimitedAction, client: Client, points?: number): Promise<void>;
}

export interface RateLimiterOptions {
  /** Where processes that share a database count together; by default each counts for itself, and allows as much. */
  shared?: Shared;
  /** Hides the networks in what is shared. */
  secret: string;
  now: () => number;
}

/**
 * Limits by network and by person. Addresses are in no file and no log: in this process's memory, and where limits are
 * shared, they are known by a keyed hash. What must be exact is never left to them. Nothing is kept of a window of time
 * that is over.
 *
 * @throws RangeError where a limit can't be kept
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
    // A clock that was set back makes the rest of the window look longer than the window.
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

/** Takes points of somebody's window; gives the milliseconds to wait where there are not so many left. */
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

/** Seconds. A window ends by a timer, and a longer one would go off at once. */
const longestTimer = 2_147_483;

export const unlimited: RateLimiter = { consume: async () => {} };
