/** Why a comment was held, as a code and what belongs to it: the words are chosen where it is shown. */
export interface Reason {
  code: ReasonCode;
  detail?: string;
}

/** What speaks for spam, with points of its own; what a comment waits for is the sum of them. */
export const spamCodes = [
  /** So many links. */
  'many-links',
  /** A blocked word, which is the detail. */
  'word',
  /** Spam linked to this host before. */
  'domain',
  /** As good as the same text stands in so many other places, or was written by others. */
  'duplicate',
  /** As good as the same text is spam. */
  'like-spam',
  /** Written within so many seconds. */
  'fast',
  /** A field was filled that no reader sees. */
  'trap',
  /** Not of a script that the site expects. */
  'script',
  /** So many per cent, says the classifier. */
  'classifier',
  /** This person wrote spam before. */
  'history',
  /** Akismet says so. */
  'akismet',
] as const;

export const reasonCodes = [
  /** The site holds all. */
  'all',
  /** Nothing of this person was ever published. */
  'first',
  'links',
  /** The captcha could not be checked. */
  'captcha',
  /** So many people reported it. */
  'reports',
  /** Who signed in has the name of a moderator, or one that looks like it. */
  'name',
  /** A ban; `detail` is its kind. */
  'ban',
  /** A moderator put it back. */
  'moderator',
  ...spamCodes,
] as const;

export type ReasonCode = (typeof reasonCodes)[number];
