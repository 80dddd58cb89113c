import { z } from 'zod';
import { limits, sorts } from '../../contract.js';
import { optional, site, threadId, commentId, whole } from './fields.js';

export const NoQuery = z.object({});

/** For requests without a body. */
export const NoBody = z.undefined();

export const SiteQuery = z.object({ site: optional(site) });

export const ThreadQuery = z.object({ site: optional(site), thread: threadId });

/** The feed of a thread, or of the site if no thread is given. */
export const FeedQuery = z.object({ site: optional(site), thread: threadId.optional() });

/** The changes of a thread since a version that the client has. */
export const EventsQuery = ThreadQuery.extend({
  after: z
    .string()
    .regex(/^\d{1,15}$/, 'Must be a version of the thread.')
    .transform(Number)
    .meta({ type: 'integer', minimum: 0, pattern: undefined })
    .optional(),
});

export const ListQuery = z.object({
  site: optional(site),
  thread: threadId,
  sort: z.enum(sorts, { error: `Must be one of ${sorts.join(', ')}.` }).default('newest'),
  limit: whole(1, limits.pageSize).default(limits.defaultPageSize),
  cursor: z.string().max(500).optional(),
  parent: commentId.optional(),
  rating: whole(1, 5)
    .transform((value) => value as 1 | 2 | 3 | 4 | 5)
    .optional(),
});

export const CountsQuery = z.object({
  site: optional(site),
  thread: z
    .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(threadId).min(1).max(limits.counts))
    .meta({ type: 'array', items: { type: 'string' }, minItems: 1, maxItems: limits.counts }),
});

export const SignInQuery = z.object({
  site: optional(site),
  origin: z.string().max(300),
  challenge: z.string().regex(/^[\w-]{43}$/, 'Must be the SHA-256 of the verifier, as base64url.'),
  return: z.string().max(limits.url).optional(),
});
