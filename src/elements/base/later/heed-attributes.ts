import type { SummaryHost } from '../../rating-summary/later/own-rating.js';
import type { ThreadScope } from '../thread-scope.js';
import { mendAttributes } from './check-attributes.js';
import { tellAuthor } from './tell-author.js';

/** Elements whose stars can be given already: an element may show several threads one after another. */
const rated = new WeakSet<SummaryHost>();

/**
 * Does what less usual attributes ask for, and tells the page's author of those that have no meaning.
 *
 * @param check whether to look for the latter; not while another mistake is reported
 */
export function heedAttributes(element: SummaryHost & { readonly scope?: ThreadScope }, check: boolean): void {
  if (check) tellAuthor(element, mendAttributes(element));
  const item = element.getAttribute('json-ld');
  if (item !== null) void import('./json-ld.js').then(({ describeRatings }) => describeRatings(element, item));
  if (!element.hasAttribute('rate') || rated.has(element)) return;
  rated.add(element);
  void import('../../rating-summary/later/own-rating.js').then(({ offerRating }) => offerRating(element));
}
