import type { Reason } from '../store/reasons.js';

/** A sign of spam; with negative points, a sign that it is not spam. */
export interface Sign extends Omit<Reason, 'code'> {
  /** `known` speaks for a comment's author, and is never a reason to hold. */
  code: Reason['code'] | 'known';
  points: number;
}

/** The signs that moderators are shown. */
export const reasonsOf = (signs: readonly Sign[]): Reason[] =>
  signs.flatMap(({ code, detail, points }) => (points > 0 && code !== 'known' ? [{ code, detail }] : []));
