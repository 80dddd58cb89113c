import { notFound } from '../api-error.js';
import { isInScope, type Scope } from '../store/moderation-records.js';

/**
 * Rejects a site that somebody does not moderate. For them the site does not exist, and neither do its comments.
 *
 * @throws ApiError `not-found`
 */
export const checkSite = (scope: Scope, site: string | undefined): void => {
  if (site !== undefined && !isInScope(scope, site)) throw notFound('There is no such site.');
};
