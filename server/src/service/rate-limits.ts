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
  /** The page that asks, where the browser says so. */
  page?: AskingPage;
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

/** For each network. Generous, as many people can share one: they stop floods, not people. */
export const defaultRateLimits = {
  comment: { points: 60, seconds: 60 },
  reaction: { points: 1000, seconds: 60 },
  preview: { points: 300, seconds: 60 },
  /** In characters of Markdown, of comments, edits and previews: sixty of the longest. */
  render: { points: 600_000, seconds: 60 },
  challenge: { points: 300, seconds: 60 },
  subscription: { points: 10, seconds: 3600 },
} as const satisfies Record<string, RateLimit>;

export type LimitedAction = keyof typeof defaultRateLimits;
export type RateLimits = Record<LimitedAction, RateLimit>;

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
 * Limits by network. In this process they are in its memory, in no file and no log; where they are shared, by a keyed
 * hash. What must be exact is never left to them. Nothing is kept of a window of time that is over.
 *
 * @throws RangeError where a limit can't be kept
 */
export const createRateLimiter = (limits: RateLimits, options: RateLimiterOptions): RateLimiter => {
  const { shared } = options;
  const windowOf = (action: LimitedAction): Window => {
    const limit = checked(action, limits[action]);
    return shared ? sharedWindow(action, limit, shared, options) : ownWindow(limit);
  };
  const windows = {
    comment: windowOf('comment'),
    reaction: windowOf('reaction'),
    preview: windowOf('preview'),
    render: windowOf('render'),
    challenge: windowOf('challenge'),
    subscription: windowOf('subscription'),
  } satisfies Record<LimitedAction, Window>;
  return {
    consume: async (action, { network = 'unknown' }, points = 1) => {
      const wait = await windows[action](network, points);
      if (wait === undefined) return;
      // A clock that was set back makes the rest of the window look longer than the window.
      const retryAfter = Math.ceil(Math.min(wait / 1000, limits[action].seconds));
      throw new ApiError('rate-limited', 'Too many requests from your network. Try again later.', { retryAfter });
    },
  };
};

/** Takes points of a network's window; gives the milliseconds to wait where there are not so many left. */
type Window = (network: string, points: number) => Promise<number | undefined>;

const ownWindow = ({ points, seconds }: RateLimit): Window => {
  const limiter = new RateLimiterMemory({ points, duration: seconds, keyPrefix: '' });
  return (network, taken) =>
    limiter.consume(network, taken).then(
      () => undefined,
      (refusal: RateLimiterRes) => refusal.msBeforeNext,
    );
};

const sharedWindow = (
  action: LimitedAction,
  { points, seconds }: RateLimit,
  shared: Shared,
  { secret, now }: RateLimiterOptions,
): Window => {
  return async (network, taken) => {
    const begin = now();
    const { amount, endsAt } = await shared.count(
      hashWithKey(secret, `${action} ${network}`),
      taken,
      seconds * 1000,
      begin,
    );
    return amount > points ? Math.max(endsAt - begin, 1) : undefined;
  };
};

const checked = (action: LimitedAction, limit: RateLimit): RateLimit => {
  const { points, seconds } = limit;
  if (!(points >= 0 && Number.isFinite(points) && seconds > 0 && seconds <= longestTimer)) {
    throw new RangeError(`rateLimits.${action}: points are 0 or more, seconds more than 0, up to ${longestTimer}`);
  }
  return limit;
};

/** Seconds. A window ends by a timer, and a longer one would go off at once. */
const longestTimer = 2_147_483;

export const unlimited: RateLimiter = { consume: async () => {} };
