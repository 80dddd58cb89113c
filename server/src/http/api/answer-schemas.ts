import { z } from 'zod';
import { badges, commentStatuses, fieldRules, ratingModes } from '../../contract.js';

/*
 * What the API returns, for its description; the TypeScript types are those of the contract.
 */

const time = z.string().meta({ format: 'date-time' });

const Votes = z.object({ up: z.int().min(0), down: z.int().min(0) });

export const Comment = z.object({
  id: z.string(),
  parent: z.string().nullable(),
  root: z.string(),
  author: z.object({
    name: z.string(),
    url: z.string().optional(),
    avatar: z.string().optional(),
    badge: z.enum(badges).optional(),
  }),
  html: z.string(),
  rating: z.int().min(1).max(5).nullable(),
  status: z.enum(commentStatuses),
  createdAt: time,
  editedAt: time.nullable(),
  votes: Votes,
  pinned: z.boolean().optional(),
  replyCount: z.int().min(0),
  get replies() {
    return z.array(Comment).optional();
  },
  repliesNext: z.string().nullable().optional(),
});

const count = z.int().min(0);

export const Summary = z.object({
  average: z.number().min(1).max(5).nullable(),
  count,
  distribution: z.object({ '1': count, '2': count, '3': count, '4': count, '5': count }),
});

const fieldRule = z.enum(fieldRules);

const Thread = z.object({
  closed: z.boolean(),
  captcha: z.object({ provider: z.string(), key: z.string().optional() }).nullable(),
  fields: z.object({ name: fieldRule, email: fieldRule, url: fieldRule }),
  ratings: z.enum(ratingModes),
  votes: z.boolean(),
  editWindow: z.int().min(0),
  live: z.boolean().optional(),
  identity: z
    .object({
      required: z.boolean(),
      email: z.boolean(),
      providers: z.array(z.object({ name: z.string(), label: z.string() })),
    })
    .nullable()
    .optional(),
  notify: z.boolean().optional(),
});

export const Page = z.object({
  comments: z.array(Comment),
  next: z.string().nullable(),
  total: count,
  version: z.int().min(0).optional(),
  summary: Summary.nullable(),
  thread: Thread,
});

export const Branch = z.object({ root: Comment, path: z.array(Comment) });

export const OneComment = z.object({ comment: Comment });

export const VoteResult = z.object({ votes: Votes, mine: z.int().min(-1).max(1) });

export const RateResult = z.object({ summary: Summary, mine: z.int().min(1).max(5).nullable() });

export const Mine = z.object({
  comments: z.array(Comment.extend({ body: z.string() })),
  votes: z.record(z.string(), z.union([z.literal(1), z.literal(-1)])),
  rating: z.int().min(1).max(5).nullable(),
});

export const Counts = z.object({ counts: z.record(z.string(), count) });

export const Token = z.object({ token: z.string() });

export const Preview = z.object({ html: z.string() });

export const Nothing = z.object({});

export const Challenge = z.object({}).catchall(z.unknown());

export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
});
