import { invalidFields } from '../api-error.js';
import { isInScope } from '../store/moderation-records.js';
import type { Store } from '../store/store.js';

/** Names that only moderators may use. */
export interface ReservedNames {
  /** Whether a moderator of the site has this name, or one that looks like it. */
  has(site: string, name: string): Promise<boolean>;
  /** @throws ApiError `invalid` if the name is reserved */
  refuse(site: string, name: string | undefined): Promise<void>;
}

export const createReservedNames = (store: Store): ReservedNames => {
  const has: ReservedNames['has'] = async (site, name) => {
    const moderators = await store.read(({ accounts }) => accounts.moderators());
    const reserved = moderators.filter(({ reserved, scope }) => reserved && isInScope(scope, site));
    if (reserved.length === 0) return false;
    const { looksLike } = await import('./text/skeletons.js');
    return reserved.some(({ shownName }) => looksLike(name, shownName));
  };
  return {
    has,
    refuse: async (site, name) => {
      if (name === undefined || !(await has(site, name))) return;
      throw invalidFields({ 'author.name': 'A moderator has this name, or one that looks like it.' });
    },
  };
};
