import { blockedWords, type FindBlocked } from './blocked-words.js';
import { unexpectedScripts, type FindUnexpectedScript } from './unexpected-script.js';

/** What a site says of spam. */
export interface SpamOptions {
  /** Points from which a comment waits for a moderator; false for none that waits for its points. Default 5. */
  hold?: number | false;
  /** Links that a comment may have before they speak against it. Default 2. */
  links?: number;
  /** Words, e-mail addresses and domains that speak against a comment; `press*` is found at the beginning of words too. */
  words?: readonly string[];
  /** Scripts that are expected, by Unicode's names: `Latin`. By default any. */
  scripts?: readonly string[];
  /** Days for which a keyed hash of the network stays with a comment. Default 0. */
  keepNetwork?: number;
  /** Asks Akismet too: who writes, from where, and what. */
  akismet?: { key: string; endpoint?: string };
}

export interface SpamSettings {
  hold: number | false;
  links: number;
  findBlocked: FindBlocked;
  isUnexpected: FindUnexpectedScript;
  keepNetwork: number;
  akismet?: { key: string; endpoint?: string };
}

/** @throws RangeError where a setting can't be right */
export const resolveSpam = (options: SpamOptions = {}): SpamSettings => {
  const { hold = 5, links = 2, words = [], scripts = [], keepNetwork = 0, akismet } = options;
  if (hold !== false && !(hold > 0)) throw new RangeError('spam.hold: points, more than 0, or false');
  if (!(links >= 0)) throw new RangeError('spam.links: how many, 0 or more');
  if (!(keepNetwork >= 0 && keepNetwork <= 366)) throw new RangeError('spam.keepNetwork: days, from 0 to 366');
  return {
    hold,
    links,
    findBlocked: blockedWords(words),
    isUnexpected: unexpectedScripts(scripts),
    keepNetwork,
    ...(akismet && { akismet }),
  };
};
