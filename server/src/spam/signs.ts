import type { Reason } from '../store/reasons.js';

/** Something that speaks for spam; with points below 0, against it. */
export interface Sign extends Omit<Reason, 'code'> {
  /** `known` speaks for whom it is said of, and is no reason to hold anything. */
  code: Reason['code'] | 'known';
  points: number;
}

/** What of it a moderator reads. */
export const reasonsOf = (signs: readonly Sign[]): Reason[] =>
  signs.flatMap(({ code, detail, points }) => (points > 0 && code !== 'known' ? [{ code, detail }] : []));
