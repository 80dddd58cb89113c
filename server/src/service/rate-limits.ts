import { ApiError } from '../api-error.js';
import { fixedWindow } from './fixed-window.js';

/** Where a request comes from, as far as the limits need to know. */
export interface Client {
  /** The network prefix of its address; nothing where the address is not known. */
  network?: string;
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
  // By a clock that nobody sets: a corrected time of day must not close a network's window for years.
  const now = () => performance.now();
  const windows = {
    comment: fixedWindow(limits.comment, now),
    reaction: fixedWindow(limits.reaction, now),
    preview: fixedWindow(limits.preview, now),
    render: fixedWindow(limits.render, now),
    challenge: fixedWindow(limits.challenge, now),
  } satisfies Record<LimitedAction, unknown>;
  return {
    consume: async (action, { network = 'unknown' }, points = 1) => {
      const wait = windows[action].take(network, points);
      if (wait === 0) return;
      const retryAfter = Math.ceil(wait / 1000);
      throw new ApiError('rate-limited', 'Too many requests from your network. Try again later.', { retryAfter });
    },
  };
};

export const unlimited: RateLimiter = { consume: async () => {} };
