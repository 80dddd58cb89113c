import { recall } from '../platform/storage.js';

export const ownKey = 'starling:own';

/**
 * The comments that this browser wrote, by id, with the source of their bodies: a backend tells only of those of
 * the last minutes, and its pages never depend on who asks.
 */
export type Own = [id: string, body: string][];

export const ownIds = (): Set<string> => new Set(recall<Own>(ownKey)?.map(([id]) => id));
