import { isInScope, type Scope } from '../moderation-records.js';

/** The sites to search one by one; undefined stands for all of them at once. */
export const sitesOf = ({ scope, site }: { scope: Scope; site?: string }): readonly (string | undefined)[] => {
  if (site === undefined) return scope === 'all' ? [undefined] : scope;
  return isInScope(scope, site) ? [site] : [];
};
