import { RateLimiterMemory, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { ApiError } from '../api-error.js';

/** Where a request comes from, as far as the limits need to know. */
export interface Client {
  /** The network prefix of its address; nothing where the address is not known. */
  network?: string;
  /** It comes from this very machine and through no proxy. */
  local: boolean;
}

export interface RateLimit {
  /** How many are let through in `seconds`. */
  points: number;
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

/**
 * Limits kept in this process, by network, in no file and no log. Several processes each allow as much; what must be
 * exact is never left to them.
 */
export const createRateLimiter = (limits: RateLimits): RateLimiter => {
  const limiters = new Map<LimitedAction, RateLimiterAbstract>(
    (Object.keys(limits) as LimitedAction[]).map((action) => {
      const { points, seconds } = limits[action];
      return [action, new RateLimiterMemory({ points, duration: seconds })];
    }),
  );
  return {
    consume: async (action, { network = 'unknown', local }, points = 1) => {
      // What posts from this machine, without a proxy, is an import or a test; a flood from here needs no comments.
      if (local && action === 'comment') return;
      try {
        await limiters.get(action)?.consume(network, points);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw new ApiError('rate-limited', 'Too many requests from your network. Try again later.', { retryAfter });
      }
    },
  };
};

export const unlimited: RateLimiter = { consume: async () => {} };
