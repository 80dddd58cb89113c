import { invalidFields, notFound } from '../api-error.js';
import type { Store } from '../store/store.js';

/**
 * The site that a request is about. Where sites are listed, one that isn't is refused, and none at all means the
 * listed one only where there is just that.
 *
 * @throws ApiError `invalid`
 */
export const resolveSite = (sites: readonly string[], site: string | undefined): string => {
  if (sites.length === 0) return site ?? '';
  if (site === undefined && sites.length === 1) return sites[0]!;
  if (site !== undefined && sites.includes(site)) return site;
  throw invalidFields({ site: site === undefined ? 'This server needs to know the site.' : 'There is no such site.' });
};

/** An id alone names a comment; a request that also names the site must name the right one. */
export const isServed = (sites: readonly string[], asked: string | undefined, actual: string): boolean =>
  (sites.length === 0 || sites.includes(actual)) && (asked === undefined || asked === actual);

/** @throws ApiError `not-found` where there is no such comment, or none on a site that is served */
export const siteOfComment = async (
  store: Store,
  sites: readonly string[],
  { site, id }: { site?: string; id: string },
): Promise<string> => {
  const thread = await store.read(({ threads }) => threads.ofComment(id));
  if (!thread || !isServed(sites, site, thread.site)) throw notFound();
  return thread.site;
};
