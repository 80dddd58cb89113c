import { once } from '../once.js';
import { isInScope } from '../store/moderation-records.js';
import type { Reads } from '../store/store.js';

/** The names on a site that only its moderators may use. */
export const readReservedNames = async ({ accounts }: Reads, site: string): Promise<string[]> =>
  (await accounts.moderators()).flatMap(({ reserved, scope, shownName }) =>
    reserved && isInScope(scope, site) ? [shownName] : [],
  );

/** Whether a name is one of those, or looks like one. */
export const isReserved = async (reserved: readonly string[], name: string): Promise<boolean> => {
  if (reserved.length === 0) return false;
  const { looksLike } = await skeletons();
  return reserved.some((shownName) => looksLike(name, shownName));
};

const skeletons = once(() => import('./text/skeletons.js'));
