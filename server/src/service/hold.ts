import type { DraftAuthor } from '../contract.js';
import { once } from '../once.js';
import type { Reason } from '../store/reasons.js';
import type { PersonFacts } from '../store/spam.js';
import type { SubmitRequest } from '../store/comments.js';
import type { RenderedText } from '../store/requests.js';
import type { Person } from './askers.js';
import type { Site } from './sites.js';
import type { Judgement } from './spam-check.js';

/**
 * Why the site's policy holds a comment for a moderator. Comments of people whom a moderator trusts, and of staff
 * according to the site's token, are never held.
 */
export const reasonsToHold = async (
  { moderation }: Site,
  { identity }: Person,
  facts: PersonFacts,
  text: RenderedText,
  author?: DraftAuthor,
): Promise<Reason[]> => {
  if (identity?.role) return [];
  if (moderation === 'none') return [];
  if (moderation === 'links' && !(await links()).hasLink(text, author)) return [];
  if (facts.trusted || (moderation === 'first' && facts.published)) return [];
  return [{ code: moderation }];
};

/** Loaded when it is first needed, because it brings the parser of Markdown. */
const links = once(() => import('./text/links.js'));

/** The part of a judgement that is stored: why the comment waits, and signs that were not enough to hold it. */
export const keptJudgement = (
  policy: readonly Reason[],
  { held, reasons, score, traces }: Judgement,
): Pick<SubmitRequest, 'reasons' | 'signs' | 'score' | 'traces'> => ({
  reasons: held ? [...policy, ...reasons] : policy,
  signs: held ? [] : reasons,
  score,
  traces,
});
