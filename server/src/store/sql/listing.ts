import type { CommentStatus } from '../../contract.js';

/** The list that a comment belongs to; there is a partial index for each. */
export const listing = { none: 0, roots: 1, replies: 2, pinned: 3 } as const;
export type Listing = (typeof listing)[keyof typeof listing];

interface Listed {
  status: CommentStatus;
  parent: string | null;
  pinned: 0 | 1;
  /** Published descendants. */
  descendants: number;
}

/** A comment that is not published is listed, as a tombstone, while it has published descendants. */
export const listingOf = (row: Listed): Listing => {
  if (row.status !== 'published' && row.descendants === 0) return listing.none;
  if (row.parent !== null) return listing.replies;
  return row.pinned ? listing.pinned : listing.roots;
};

/** The rank in the sorts by stars: a root without stars comes last in both. */
export const starRank = (rating: number | null): number => rating ?? 0;
