import { recall } from '../platform/storage.js';

export const ownKey = 'starling:own';

/**
 * The comments that were written in this browser: their ids and the source text of their bodies. They are stored here
 * because a backend returns only those of the last minutes, and its pages never depend on who asks.
 */
export type Own = [id: string, body: string][];

export const ownIds = (): Set<string> => new Set(recall<Own>(ownKey)?.map(([id]) => id));
