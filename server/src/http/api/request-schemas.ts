import { z } from 'zod';
import { limits, type FieldRules } from '../../contract.js';
import {
  text,
  filled,
  optional,
  line,
  email,
  site,
  threadId,
  body,
  stars,
  commentId,
  threadReference,
  captchaAnswer,
  author,
  nothingRequired,
} from './fields.js';

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

export const Report = z.object({ reason: optional(text(limits.reason)), captcha: optional(captchaAnswer) });

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

export const IdempotencyKey = text(255, 1);

export const CodeExchange = z.object({
  site: optional(site),
  code: z.string().min(1).max(100),
  verifier: z.string().regex(/^[\w.~-]{43,128}$/, 'Must be the verifier of the challenge.'),
});
