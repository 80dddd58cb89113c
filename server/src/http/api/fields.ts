import { z } from 'zod';
import { emailPattern, limits, type FieldRule, type FieldRules } from '../../contract.js';
import { idPattern } from '../../service/comment-id.js';
import { isBlank } from '../../service/text/visible.js';

/*
 * The fields of requests. Text that is too long is rejected, never cut, and so is text with characters that databases
 * can't store. Unknown fields are dropped.
 */

/** Text of `least` to `most` code points; `missing` is the error message if it is absent. */
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

/** Null and, for text, nothing visible are the same as a missing field. */
export const filled = (value: unknown): unknown =>
  value === null || (typeof value === 'string' && isBlank(value)) ? undefined : value;

/** A field that may be missing. */
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
 * Normalised by the URL parser: software that reads `https://a.example\@b.example` by other rules would find another
 * host in it. An origin alone stays without its slash.
 */
function asParsed(value: string): string {
  const { href } = new URL(value);
  return href === `${value}/` ? value : href;
}

/**
 * A page's address as a browser, a canonical link or an attribute gives it: with spaces and all, normalised by the URL
 * parser.
 */
export const pageAddress = text(limits.url)
  .refine((value) => /^https?:$/.test(URL.parse(value)?.protocol ?? ''), mustBeAddress)
  .transform((value) => new URL(value).href);

export const email = text(limits.email, 1, 'Enter your e-mail address.')
  .transform((value) => value.trim())
  .refine((value) => emailPattern.test(value) && !/\p{Cc}/u.test(value), 'Must be an e-mail address.')
  .meta({ format: 'email' });

export const site = text(100, 1);

export const threadId = text(limits.thread, 1);

export const body = text(limits.body, 1);

export const stars = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)], {
  error: 'Must be a whole number from 1 to 5.',
});

export const commentId = z.string().regex(idPattern, 'Not the id of a comment.');

export const threadReference = z.object(
  { id: threadId, url: optional(pageAddress), title: optional(text(limits.title)) },
  { error: 'Must name the thread.' },
);

/** A token is not text that people write: its provider judges whether it is valid. */
export const captchaAnswer = z.object({ provider: text(40, 1), token: z.string().min(1).max(limits.body) });

export const author = (rules: FieldRules) =>
  z.object({
    name: ruled(rules.name, line(limits.name, 'Enter your name.')),
    email: ruled(rules.email, email),
    url: ruled(rules.url, address('Enter your website.')),
  });

export const nothingRequired: FieldRules = { name: 'optional', email: 'optional', url: 'optional' };

/** A whole number in a query, where it is text. */
export const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, `Must be a whole number from ${least} to ${most}.`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `Must be a whole number from ${least} to ${most}.`)
    .meta({ type: 'integer', minimum: least, maximum: most, pattern: undefined });
