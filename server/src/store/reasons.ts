/** Why a comment was held, as a code and its detail; the wording is chosen where it is shown. */
export interface Reason {
  code: ReasonCode;
  detail?: string;
}

/** Signs of spam. Each has points; a comment is held if their sum is high enough. */
export const spamCodes = [
  /** The detail is the number of links. */
  'many-links',
  /** A blocked word; the detail is the word. */
  'word',
  /** A host that spam linked to before; the detail is the host. */
  'domain',
  /** Nearly the same text stands in other places, or was written by others; the detail says how many. */
  'duplicate',
  /** Nearly the same text as a comment that is spam. */
  'like-spam',
  /** Written very fast; the detail is the number of seconds. */
  'fast',
  /** A field was filled in that readers don't see. */
  'trap',
  /** Not in a script that the site expects. */
  'script',
  /** The classifier's verdict; the detail is the probability in per cent. */
  'classifier',
  /** This person wrote spam before. */
  'history',
  /** Akismet's verdict. */
  'akismet',
] as const;

export const reasonCodes = [
  /** The site holds all comments. */
  'all',
  /** No comment of this person was ever published. */
  'first',
  'links',
  /** The captcha could not be checked. */
  'captcha',
  /** Enough people reported it; the detail says how many. */
  'reports',
  /** The name of a signed-in person equals or resembles that of a moderator. */
  'name',
  /** A ban; the detail is its kind. */
  'ban',
  /** A moderator put it back. */
  'moderator',
  ...spamCodes,
] as const;

export type ReasonCode = (typeof reasonCodes)[number];
