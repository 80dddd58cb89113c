import { z } from 'zod';
import { fieldRules, ratingModes } from '../contract.js';
import { wrongProvider } from '../identity/provider.js';
import { isSafeAddress, wrongSso } from '../identity/sso-options.js';
import { digests, happenings, moderationModes } from '../service/settings.js';
import * as values from './option-values.js';

/*
 * The settings that starling.json may contain. Its JSON Schema is generated from this, and is shipped with the package.
 * Values are those of the options, and are read by the same functions.
 */

/**
 * Text that is read by the same function as an option; its error says what to write instead. A value that may contain a
 * password or a token is not repeated: errors end up in logs.
 */
const read = <T>(parse: (value: string) => T, mayBeSecret?: 'secret') =>
  z.string().transform((value, context): T => {
    try {
      return parse(value);
    } catch (error) {
      const message = error instanceof Error ? error.message : '';
      context.addIssue(mayBeSecret || message.includes(value) ? message : `"${value}": ${message}`);
      return z.NEVER;
    }
  });

/** A list, or a single value. */
const several = <T extends z.ZodType>(value: T) =>
  z.union([z.array(value), value.transform((one) => [one])], { error: 'Must be a list of texts.' });

/** A number, or a number as text, as from an environment variable. */
const number = (parse: (value: string) => number) =>
  z.union([z.number().transform(String), z.string()]).pipe(read(parse));

const fields = z.strictObject({
  name: z.enum(fieldRules).optional(),
  email: z.enum(fieldRules).optional(),
  url: z.enum(fieldRules).optional(),
});

const captcha = z.strictObject({
  provider: z.enum(values.captchas),
  key: z.string().optional(),
  secret: z.string().optional(),
  endpoint: read(values.address).optional(),
  score: number(values.score).optional(),
});

const mail = z.strictObject({
  from: read(values.mailAddress).optional(),
  moderators: z.array(read(values.mailAddress)).optional(),
  digest: z.enum(digests).optional(),
});

const webhook = z.strictObject({
  url: read(values.address, 'secret'),
  secret: z.string().min(1, 'It is empty.'),
  events: z.array(z.enum(happenings)).optional(),
  allowPrivate: z.boolean().optional(),
});

const sso = z
  .strictObject({
    secret: z.string().optional(),
    jwks: z.string().optional(),
    issuer: z.string().optional(),
  })
  .superRefine((value, context) => {
    const wrong = wrongSso(value);
    if (wrong) context.addIssue({ code: 'custom', path: [wrong.option], message: wrong.what });
  });

const provider = z
  .strictObject({
    name: z.string(),
    label: z.string().min(1).max(80),
    issuer: z.string(),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
  })
  .superRefine((value, context) => {
    const wrong = wrongProvider(value, isSafeAddress);
    if (wrong) context.addIssue({ code: 'custom', path: [wrong.option], message: wrong.what });
  });

const identity = z.strictObject({
  required: z.boolean().optional(),
  email: z.boolean().optional(),
  providers: z.array(provider).optional(),
  sso: sso.optional(),
});

/** In seconds, or text such as `15m`. */
const editWindow = z.union([z.int().min(0), read(values.duration)]);

const spam = z.strictObject({
  hold: z.union([z.number().positive(), z.literal(false)]).optional(),
  links: z.int().min(0).optional(),
  words: z.array(z.string().min(1).max(200)).max(5000).optional(),
  scripts: z.array(read(values.script)).optional(),
  keepNetwork: z.number().min(0).max(366).optional(),
  akismet: z.strictObject({ key: z.string().min(1), endpoint: read(values.address).optional() }).optional(),
});

const general = {
  language: read(values.language).optional(),
  moderation: z.enum(moderationModes).optional(),
  fields: fields.optional(),
  ratings: z.enum(ratingModes).optional(),
  votes: z.boolean().optional(),
  editWindow: editWindow.optional(),
  closeAfter: z.number().positive().optional(),
  reportsToHold: z.int().min(1).optional(),
  identity: identity.optional(),
  index: z.boolean().optional(),
  spam: spam.optional(),
};

const site = z.strictObject({
  ...general,
  name: z.string().optional(),
  origins: z.array(read(values.origin)).optional(),
  captcha: captcha.optional(),
  mail: mail.optional(),
  webhooks: z.array(webhook).optional(),
});

export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  ...general,
  host: z.string().optional(),
  port: number(values.port).optional(),
  basePath: read(values.basePath).optional(),
  publicUrl: read(values.publicUrl).optional(),
  database: read(values.database, 'secret').optional(),
  origin: several(read(values.origin)).optional(),
  site: several(read(values.named)).optional(),
  captcha: z.union([z.enum(values.captchas), captcha]).optional(),
  captchaKey: z.string().optional(),
  captchaSecret: z.string().optional(),
  captchaEndpoint: read(values.address).optional(),
  captchaScore: number(values.score).optional(),
  require: read(values.required).optional(),
  trustedProxy: several(read(values.network)).optional(),
  secret: read(values.filled).optional(),
  smtp: read(values.smtp, 'secret').optional(),
  mailFrom: read(values.mailAddress).optional(),
  metricsPort: number(values.port).optional(),
  pageMemory: number(values.mebibytes).optional(),
  widget: read(values.folder).optional(),
  static: read(values.folder).optional(),
  sites: z.record(read(values.named), site).optional(),
});

export type Config = z.output<typeof configSchema>;
export type SiteConfig = z.output<typeof site>;
export type CaptchaConfig = z.output<typeof captcha>;
