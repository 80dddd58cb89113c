import type { DraftAuthor } from '../contract.js';
import type { Reason } from '../store/records.js';
import type { Person } from './askers.js';
import type { RenderedText, Store } from '../store/store.js';
import type { Site } from './sites.js';
import { hasLink } from './text/links.js';

/** Why the site's policy lets a comment wait for a moderator; whom a moderator trusts never waits, nor who is one by the site's word. */
export const reasonsToHold = async (
  store: Store,
  { id: site, moderation }: Site,
  { id: visitor, identity }: Person,
  text: RenderedText,
  author?: DraftAuthor,
): Promise<Reason[]> => {
  if (identity?.role) return [];
  if (moderation === 'none' || (moderation === 'links' && !hasLink(text, author))) return [];
  const person = visitor === null ? undefined : await store.read(({ visitors }) => visitors.person(site, visitor));
  if (person?.trusted || (moderation === 'first' && person?.published)) return [];
  return [{ code: moderation }];
};
