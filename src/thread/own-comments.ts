import { keep, recall } from '../internal/storage.js';

/** Enough for the busiest reader; the oldest go first. */
const most = 300;
const key = 'starling:own';

/**
 * The comments that this browser wrote, by id, with the source of their bodies: a backend tells only of those of
 * the last minutes, and its pages never depend on who asks.
 */
type Own = [id: string, body: string][];

export const ownIds = (): Set<string> => new Set(recall<Own>(key)?.map(([id]) => id));

export const ownBody = (id: string): string | undefined => recall<Own>(key)?.find(([own]) => own === id)?.[1];

export const rememberOwn = (id: string, body: string): void =>
  keep(key, [[id, body], ...(recall<Own>(key) ?? []).filter(([own]) => own !== id)].slice(0, most));
