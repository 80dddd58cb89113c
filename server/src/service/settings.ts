import type { FieldRules, RatingMode, Thread } from '../contract.js';
import { hashText } from '../hash.js';
import type { CaptchaVerifier } from '../captcha/verifier.js';

export const moderationModes = ['none', 'first', 'all', 'links'] as const;
/** Which comments wait for a moderator: none, those of visitors without a published one, all, those with a link. */
export type ModerationMode = (typeof moderationModes)[number];

/** What the server's owner decided, for all its threads. */
export interface Settings {
  /** Sites that it serves; empty for any. */
  sites: readonly string[];
  /** Origins of the pages that may write; empty for its own only. */
  origins: readonly string[];
  moderation: ModerationMode;
  /** Seconds. */
  editWindow: number;
  fields: FieldRules;
  ratings: RatingMode;
  votes: boolean;
  captcha: CaptchaVerifier | null;
  /** Milliseconds since 1970. */
  now: () => number;
}

export const threadSettings = (settings: Settings, closed: boolean): Thread => ({
  closed,
  captcha: settings.captcha?.setting ?? null,
  fields: settings.fields,
  ratings: settings.ratings,
  votes: settings.votes,
  editWindow: settings.editWindow,
});

/** Names everything besides a thread's content that a public answer depends on. */
export const buildOf = (version: string, settings: Settings): string =>
  hashText(`${version} ${JSON.stringify(threadSettings(settings, false))}`).slice(0, 8);
