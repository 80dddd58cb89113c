import type { Reason } from '../reasons.js';

/** Reasons in the form that their column stores: null for none. */
export const writeReasons = (reasons: readonly Reason[]): string | null =>
  reasons.length === 0 ? null : JSON.stringify(reasons);

export const readReasons = (kept: string | null): Reason[] => (kept === null ? [] : (JSON.parse(kept) as Reason[]));
