import type { DraftAuthor } from '../contract.js';
import type { Reason } from '../store/reasons.js';
import type { PersonFacts } from '../store/spam.js';
import type { SubmitRequest } from '../store/comments.js';
import type { RenderedText } from '../store/requests.js';
import type { Person } from './askers.js';
import type { Site } from './sites.js';
import type { Judgement } from './spam-check.js';
import { hasLink } from './text/links.js';

/**
 * Why the site's policy lets a comment wait for a moderator; whom a moderator trusts never waits, nor who is one by the
 * site's word.
 */
export const reasonsToHold = (
  { moderation }: Site,
  { identity }: Person,
  facts: PersonFacts,
  text: RenderedText,
  author?: DraftAuthor,
): Reason[] => {
  if (identity?.role) return [];
  if (moderation === 'none' || (moderation === 'links' && !hasLink(text, author))) return [];
  if (facts.trusted || (moderation === 'first' && facts.published)) return [];
  return [{ code: moderation }];
};

/** What is kept of why a comment waits, and of what only spoke against it. */
export const keptJudgement = (
  policy: readonly Reason[],
  { held, reasons, score, traces }: Judgement,
): Pick<SubmitRequest, 'reasons' | 'signs' | 'score' | 'traces'> => ({
  reasons: held ? [...policy, ...reasons] : policy,
  signs: held ? [] : reasons,
  score,
  traces,
});
