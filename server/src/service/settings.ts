import type { FieldRules, IdentitySetting, RatingMode, Thread } from '../contract.js';
import { hashText } from '../hash.js';
import type { SiteIdentity } from '../identity/identity.js';
import type { Happened } from '../store/outbox.js';
import type { SpamSettings } from '../spam/spam-settings.js';
import type { CaptchaVerifier } from '../captcha/verifier.js';
import type { MailAddress } from '../mail/address.js';

export { happenings } from '../store/outbox.js';

export const moderationModes = ['none', 'first', 'all', 'links'] as const;
/**
 * Which comments wait for a moderator: none, those of people without a published comment, all, or those with a link.
 */
export type ModerationMode = (typeof moderationModes)[number];

/** The owner's settings for the threads of one site. */
export interface SiteSettings {
  /** Empty if pages name no site. */
  id: string;
  /** The name shown to people. */
  name: string;
  /** The language that its moderators read, as BCP 47. */
  language: string;
  /** Origins of the pages that may write; if empty, only the server's own. */
  origins: readonly string[];
  moderation: ModerationMode;
  /** Seconds. */
  editWindow: number;
  fields: FieldRules;
  ratings: RatingMode;
  votes: boolean;
  captcha: CaptchaVerifier | null;
  /** How people sign in; null if all are guests. */
  identity: SiteIdentity | null;
  spam: SpamSettings;
  /** Days after a thread's first comment or rating after which the thread is closed. */
  closeAfter?: number;
  /** How many people must report a comment for it to be held. */
  reportsToHold?: number;
  /** Whether search engines may list the threads’ own pages. */
  index: boolean;
  /** Null if mail can't be sent. */
  mail: MailSettings | null;
  webhooks: readonly Webhook[];
}

/** A URL that is told about events. */
export interface Webhook {
  /** What it is called where its URL must not be shown; unique within its site. */
  name: string;
  url: string;
  /** The key that signs requests. */
  secret: string;
  /** The events it is told about. */
  events: readonly Happened['event'][];
  /** Whether it may be on this machine or in a private network. */
  allowPrivate: boolean;
}

export interface MailSettings {
  from: MailAddress;
  /** The addresses that are mailed about new comments, and about held and reported ones. */
  moderators: readonly string[];
  digest: Digest;
}

/** Whether moderators get a mail for each comment, or one for all comments of an hour or a day. */
export const digests = ['each', 'hourly', 'daily'] as const;
export type Digest = (typeof digests)[number];

/** Threads that were started before this time are closed because of their age. */
export const closedBefore = ({ closeAfter }: SiteSettings, now: number): number | undefined =>
  closeAfter === undefined ? undefined : now - closeAfter * day;

const day = 24 * 60 * 60 * 1000;

export const threadSettings = (site: SiteSettings, closed: boolean): Thread => ({
  closed,
  captcha: site.captcha?.setting ?? null,
  fields: site.fields,
  ratings: site.ratings,
  votes: site.votes,
  editWindow: site.editWindow,
  live: true,
  ...(site.mail && { notify: true }),
  ...(site.identity && { identity: identitySettings(site.identity) }),
});

const identitySettings = ({ required, email, providers }: SiteIdentity): IdentitySetting => ({
  required,
  email,
  providers: providers.map(({ name, label }) => ({ name, label })),
});

/** A fingerprint of what a site's pages show besides the thread's content. */
export const fingerprintOf = (site: SiteSettings): string =>
  hashText(JSON.stringify(threadSettings(site, false))).slice(0, 8);
