import { blockedWords, type FindBlocked } from './blocked-words.js';
import { unexpectedScripts, type FindUnexpectedScript } from './unexpected-script.js';

/** A site's spam settings. */
export interface SpamOptions {
  /** The points from which a comment is held for a moderator; false to hold none because of points. Default 5. */
  hold?: number | false;
  /** The number of links that a comment may have without a sign of spam. Default 2. */
  links?: number;
  /** Words, e-mail addresses and domains that are a sign of spam; `press*` also matches the beginnings of words. */
  words?: readonly string[];
  /** The expected scripts, by their Unicode names, such as `Latin`. By default any. */
  scripts?: readonly string[];
  /** Days for which a keyed hash of the network is stored with a comment. Default 0. */
  keepNetwork?: number;
  /** Whether to ask Akismet too; it is told who writes, from where, and what. */
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

/** @throws RangeError if a setting is invalid */
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
