import type { Comment } from '../../contract.js';
import { StarlingError } from '../../errors.js';

/** Past that the reader would wait too long, and the server work too hard. */
const mostPages = 50;

/**
 * The root under which a comment stands, or that it is: looked up page by page, for servers that have no other way.
 *
 * @param getPage roots with all their replies; counts from 1
 * @param size of a full page
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
