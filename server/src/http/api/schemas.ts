import { z } from 'zod';
import {
  badges,
  commentStatuses,
  emailPattern,
  fieldRules,
  limits,
  ratingModes,
  sorts,
  type FieldRule,
  type FieldRules,
} from '../../contract.js';
import { idPattern } from '../../service/comment-id.js';
import { isBlank } from '../../service/text/visible.js';

/*
 * What comes in. Text is refused where it is too long, never cut, and where it holds what no database keeps.
 * Unknown fields are dropped.
 */

/** Text of `least` to `most` code points; `missing` is said where there is none. */
export const text = (most: number, least = 0, missing = 'Must be text.') =>
  z
    .string({ error: ({ input }) => (input === undefined ? missing : 'Must be text.') })
    .refine((value) => value.isWellFormed() && !value.includes('\0'), 'Has characters that can not be kept.')
    .refine((value) => codePoints(value) <= most, `Too long: at most ${most} characters.`)
    .refine((value) => least === 0 || !isBlank(value), 'Must not be empty.')
    .meta({ minLength: least, maxLength: most });

const codePoints = (value: string): number => {
  let surrogatePairs = 0;
  for (let index = 0; index < value.length; index++)
    if ((value.charCodeAt(index) & 0xfc00) === 0xd800) surrogatePairs++;
  return value.length - surrogatePairs;
};

/** Null and, for text, nothing that is seen are the same as leaving a field out. */
const filled = (value: unknown): unknown =>
  value === null || (typeof value === 'string' && isBlank(value)) ? undefined : value;

/** A field that may be left out. */
export const optional = <T extends z.ZodType>(schema: T) => z.preprocess(filled, schema.optional());

/** A field that the server's settings may require. */
const ruled = <T extends z.ZodType>(rule: FieldRule, schema: T) =>
  rule === 'required' ? z.preprocess(filled, schema) : optional(schema);

/** Text on one line. */
export const line = (most: number, missing: string) =>
  text(most, 1, missing)
    .refine((value) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value), 'Must be on one line.')
    .transform((value) => value.trim());

export const address = (missing?: string) =>
  text(limits.url, 1, missing)
    .transform((value) => value.trim())
    .refine(isHttpAddress, mustBeAddress)
    .transform(asParsed);

const mustBeAddress = 'Must be an address that begins with http:// or https://.';

function isHttpAddress(value: string): boolean {
  return /^https?:\/\/[^\s\p{Cc}]+$/iu.test(value) && URL.canParse(value);
}

/**
 * As the URL parser writes it: who reads `https://a.example\@b.example` by other rules would find another host in it.
 * An origin alone stays without its slash.
 */
function asParsed(value: string): string {
  const { href } = new URL(value);
  return href === `${value}/` ? value : href;
}

/** A page's address as a browser, a canonical link or an attribute gives it: blanks and all, read by the URL parser. */
export const pageAddress = text(limits.url)
  .refine((value) => /^https?:$/.test(URL.parse(value)?.protocol ?? ''), mustBeAddress)
  .transform((value) => new URL(value).href);

const email = text(limits.email, 1, 'Enter your e-mail address.')
  .transform((value) => value.trim())
  .refine((value) => emailPattern.test(value) && !/\p{Cc}/u.test(value), 'Must be an e-mail address.')
  .meta({ format: 'email' });

export const site = text(100, 1);
export const threadId = text(limits.thread, 1);
export const body = text(limits.body, 1);
const stars = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)], {
  error: 'Must be a whole number from 1 to 5.',
});
export const commentId = z.string().regex(idPattern, 'Not the id of a comment.');

const threadReference = z.object(
  { id: threadId, url: optional(pageAddress), title: optional(text(limits.title)) },
  { error: 'Must name the thread.' },
);
/** A token is nobody's words: whoever made it says what is wrong with it. */
const captchaAnswer = z.object({ provider: text(40, 1), token: z.string().min(1).max(limits.body) });
const author = (rules: FieldRules) =>
  z.object({
    name: ruled(rules.name, line(limits.name, 'Enter your name.')),
    email: ruled(rules.email, email),
    url: ruled(rules.url, address('Enter your website.')),
  });

const nothingRequired: FieldRules = { name: 'optional', email: 'optional', url: 'optional' };

/** A draft, with the author fields that its site requires. */
export const draftSchema = (rules: FieldRules = nothingRequired) =>
  z.object({
    site: optional(site),
    thread: threadReference,
    parent: optional(commentId),
    author: z.preprocess((value) => value ?? {}, author(rules)),
    body,
    rating: optional(stars),
    notify: z.boolean().optional(),
    captcha: optional(captchaAnswer),
  });

export const CommentChange = z.object({
  body: body.optional(),
  rating: stars.nullable().optional(),
  captcha: optional(captchaAnswer),
});
export const Vote = z.object({
  value: z.union([z.literal(1), z.literal(0), z.literal(-1)], { error: 'Must be 1, 0 or -1.' }),
  captcha: optional(captchaAnswer),
});
export const Report = z.object({ reason: optional(text(1000)), captcha: optional(captchaAnswer) });
export const Rating = z.object({
  site: optional(site),
  thread: threadReference,
  value: stars.nullable(),
  captcha: optional(captchaAnswer),
});
export const Subscription = z.object({
  site: optional(site),
  thread: z.union([threadId, threadReference], { error: 'Must name the thread.' }),
  email: z.preprocess(filled, email),
  captcha: optional(captchaAnswer),
});
export const Removal = z.object({ captcha: optional(captchaAnswer) });
export const MailCodeRequest = z.object({ site: optional(site), email, captcha: optional(captchaAnswer) });
export const MailCode = z.object({
  site: optional(site),
  email,
  code: z.string().regex(/^\d{6}$/, 'Must be the six digits of the mail.'),
  name: line(limits.name, 'Enter your name.'),
});
export const PreviewRequest = z.object({ body });

/** A whole number in a query, which comes as text. */
export const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, `Must be a whole number from ${least} to ${most}.`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `Must be a whole number from ${least} to ${most}.`)
    .meta({ type: 'integer', minimum: least, maximum: most, pattern: undefined });

export const SiteQuery = z.object({ site: optional(site) });
export const ThreadQuery = z.object({ site: optional(site), thread: threadId });
/** A thread's, or without one the site's. */
export const FeedQuery = z.object({ site: optional(site), thread: threadId.optional() });
/** What happens in a thread after a version that the asker knows. */
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
export const IdempotencyKey = text(255, 1);

/* What goes out: for the API's description; the types are those of the contract. */

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
export const CodeExchange = z.object({
  site: optional(site),
  code: z.string().min(1).max(100),
  verifier: z.string().regex(/^[\w.~-]{43,128}$/, 'Must be the verifier of the challenge.'),
});
export const SignInQuery = z.object({
  site: optional(site),
  origin: z.string().max(300),
  challenge: z.string().regex(/^[\w-]{43}$/, 'Must be the SHA-256 of the verifier, as base64url.'),
  return: z.string().max(limits.url).optional(),
});
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
