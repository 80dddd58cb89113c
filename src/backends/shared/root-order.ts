import type { Sort, Votes } from '../../contract.js';
import { readCursor, writeCursor } from './cursor.js';

interface Ranked {
  rating: number | null;
  createdAt: number;
  votes: Votes;
}

/** Place of a root in a sort; the larger key stands first. The number of its making parts comments of one moment. */
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

/** Negative where `a` stands first. */
export const compareKeys = (a: SortKey, b: SortKey): number => b[0] - a[0] || b[1] - a[1] || b[2] - a[2];

/** Cursors hold the key of the last comment seen: what arrives or goes meanwhile moves nothing after it. */
export const toCursor = (sort: Sort, key: SortKey): string => writeCursor(sort, { key });

/**
 * The key that a cursor of that sort holds; nothing without one.
 *
 * @throws StarlingError `invalid` where it is none
 */
export const fromCursor = (sort: Sort, cursor: string | undefined): SortKey | undefined =>
  readCursor<{ key: SortKey }>(sort, cursor, ({ key }) => key.length === 3 && key.every(Number.isFinite))?.key;

/**
 * Lower bound of the Wilson score interval, 95 %: the share of up votes that is at least to be expected of everybody.
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
