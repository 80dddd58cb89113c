import type { Comment } from '../../contract.js';
import { StarlingError } from '../../errors.js';

/** Maximum number of pages. More would take the reader too long and be too much work for the server. */
const mostPages = 50;

/**
 * The root of a comment (or the comment itself), looked up page by page, for servers that offer no other way.
 *
 * @param getPage loads a page of roots with all their replies; pages count from 1
 * @param size number of roots on a full page
 * @throws StarlingError `not-found`
 */
export const findInPages = async (
  id: string,
  size: number,
  getPage: (page: number) => Promise<Comment[]>,
): Promise<Comment> => {
  for (let page = 1; page <= mostPages; page++) {
    const roots = await getPage(page);
    const found = roots.find((root) => root.id === id || root.replies?.some((each) => each.id === id));
    if (found) return found;
    if (roots.length < size) break;
  }
  throw new StarlingError('not-found', 'There is no such comment.');
};
