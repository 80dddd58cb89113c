import type { FieldRules, IdentitySetting, RatingMode, Thread } from '../contract.js';
import { hashText } from '../hash.js';
import type { SiteIdentity } from '../identity/identity.js';
import type { Happened } from '../store/outbox.js';
import type { SpamSettings } from '../spam/spam-settings.js';
import type { CaptchaVerifier } from '../captcha/verifier.js';
import type { MailAddress } from '../mail/address.js';

export { happenings } from '../store/outbox.js';

export const moderationModes = ['none', 'first', 'all', 'links'] as const;
/** Which comments wait for a moderator: none, those of visitors without a published one, all, those with a link. */
export type ModerationMode = (typeof moderationModes)[number];

/** What the server's owner decided for the threads of one site. */
export interface SiteSettings {
  /** Empty where pages name no site. */
  id: string;
  /** What people call it. */
  name: string;
  /** BCP 47: what its moderators read. */
  language: string;
  /** Origins of the pages that may write; empty for the server's own only. */
  origins: readonly string[];
  moderation: ModerationMode;
  /** Seconds. */
  editWindow: number;
  fields: FieldRules;
  ratings: RatingMode;
  votes: boolean;
  captcha: CaptchaVerifier | null;
  /** How people are known; null where all are guests. */
  identity: SiteIdentity | null;
  spam: SpamSettings;
  /** Days after a thread's first comment or rating; then it is closed. */
  closeAfter?: number;
  /** How many people must report a comment for it to be held. */
  reportsToHold?: number;
  /** Whether search engines may list the threads’ own pages. */
  index: boolean;
  /** Null where mail can't be sent. */
  mail: MailSettings | null;
  webhooks: readonly Webhook[];
}

/** Somebody's address that is told of what happens. */
export interface Webhook {
  url: string;
  /** Signs what is sent. */
  secret: string;
  /** Of what it is told. */
  events: readonly Happened['event'][];
  /** Whether it may be on this machine or in a network of one's own. */
  allowPrivate: boolean;
}

export interface MailSettings {
  from: MailAddress;
  /** Who is mailed of new comments, and of those that wait or were reported. */
  moderators: readonly string[];
  digest: Digest;
}

/** Whether moderators are mailed of each comment, or of all of an hour or a day at once. */
export const digests = ['each', 'hourly', 'daily'] as const;
export type Digest = (typeof digests)[number];

/** Threads that were begun before are closed by their age. */
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

/** Names what a page of a site shows besides its thread's content. */
export const fingerprintOf = (site: SiteSettings): string =>
  hashText(JSON.stringify(threadSettings(site, false))).slice(0, 8);
