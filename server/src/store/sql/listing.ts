import type { CommentRow } from './database.js';

/** The list in which a comment stands; there is a partial index for each. */
export const listing = { none: 0, roots: 1, replies: 2, pinned: 3 } as const;
export type Listing = (typeof listing)[keyof typeof listing];

/** What is not published is listed, as a tombstone, while it has published descendants. */
export const listingOf = (row: Pick<CommentRow, 'status' | 'parent' | 'pinned' | 'descendants'>): Listing => {
  if (row.status !== 'published' && row.descendants === 0) return listing.none;
  if (row.parent !== null) return listing.replies;
  return row.pinned ? listing.pinned : listing.roots;
};

/** Ranks of the sorts by stars, each descending. A root without stars comes last in both. */
export const starRanks = (rating: number | null): Pick<CommentRow, 'highest' | 'lowest'> =>
  rating === null ? { highest: 0, lowest: -6 } : { highest: rating, lowest: -rating };
