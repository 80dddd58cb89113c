import { notFound } from '../api-error.js';
import { isInScope, type Scope } from '../store/moderation-records.js';

/**
 * Refuses a site that somebody does not moderate: it is no more there than its comments are.
 *
 * @throws ApiError `not-found`
 */
export const checkSite = (scope: Scope, site: string | undefined): void => {
  if (site !== undefined && !isInScope(scope, site)) throw notFound('There is no such site.');
};
