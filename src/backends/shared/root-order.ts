import type { Sort, Votes } from '../../contract.js';
import { readCursor, writeCursor } from './cursor.js';

interface Ranked {
  rating: number | null;
  createdAt: number;
  votes: Votes;
}

/** Place of a root in a sort order; larger keys come first. `number` orders comments that have the same time. */
export type SortKey = readonly [rank: number, time: number, number: number];

export const sortKey = (sort: Sort, { rating, createdAt, votes }: Ranked, number: number): SortKey => {
  switch (sort) {
    case 'newest':
      return [0, createdAt, number];
    case 'oldest':
      return [0, -createdAt, -number];
    case 'helpful':
      return [wilsonLowerBound(votes), createdAt, number];
    case 'highest':
      return [rating ?? 0, createdAt, number];
    case 'lowest':
      return [rating ? -rating : -6, createdAt, number];
  }
};

/** Negative if `a` comes first. */
export const compareKeys = (a: SortKey, b: SortKey): number => b[0] - a[0] || b[1] - a[1] || b[2] - a[2];

/**
 * A keyset cursor: it contains the key of the last comment seen, so comments added or removed meanwhile move nothing.
 */
export const toCursor = (sort: Sort, key: SortKey): string => writeCursor(sort, { key });

/**
 * The key in a cursor of that sort order; undefined without one.
 *
 * @throws StarlingError `invalid` if it is not such a cursor
 */
export const fromCursor = (sort: Sort, cursor: string | undefined): SortKey | undefined =>
  readCursor<{ key: SortKey }>(sort, cursor, ({ key }) => key.length === 3 && key.every(Number.isFinite))?.key;

/**
 * Lower bound of the Wilson score interval, 95 %: the minimum share of up votes to expect if everybody voted.
 * E. B. Wilson, "Probable Inference", JASA 22 (1927).
 */
const wilsonLowerBound = ({ up, down }: Votes): number => {
  const n = up + down;
  if (!n) return 0;
  const z = 1.959964;
  const share = up / n;
  const spread = z * Math.sqrt((share * (1 - share) + (z * z) / (4 * n)) / n);
  return (share + (z * z) / (2 * n) - spread) / (1 + (z * z) / n);
};
