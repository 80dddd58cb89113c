import type { Author, CommentStatus, Stars, Votes } from '../../contract.js';

/** All that the local backends store about one thread, as plain JSON. */
export interface ThreadRecord {
  /** In order of creation, so a comment is always after the one that it replies to. */
  comments: CommentRecord[];
  /** Stars without a comment, by visitor. */
  ratings: Record<string, Rating>;
  /** The idempotency keys of the last 24 hours. */
  keys: Record<string, KeptKey>;
  /** Increased by every change, so that a later change has a higher number even within the same millisecond. */
  version: number;
}

export interface CommentRecord {
  id: string;
  parent: string | null;
  root: string;
  author: Author;
  body: string;
  /** Only for seeded comments that have their own HTML. */
  html?: string;
  rating: Stars | null;
  /** Version of the thread at which the rating started to count. */
  ratedAt: number;
  status: CommentStatus;
  /** Milliseconds since 1970. */
  createdAt: number;
  editedAt: number | null;
  /** The votes that a seeded comment starts with. */
  seededVotes: Votes;
  votes: Record<string, 1 | -1>;
  pinned: boolean;
  /** Who wrote it; null for seeded comments. */
  visitor: string | null;
}

interface Rating {
  value: Stars;
  ratedAt: number;
}

interface KeptKey {
  id: string;
  /** The draft's JSON without the captcha. */
  draft: string;
  at: number;
}

/** The values that replace those of a comment that is not public. Its place in the tree, times and visitor stay. */
export const tombstone = () =>
  ({
    status: 'deleted',
    author: { name: '' },
    body: '',
    html: '',
    rating: null,
    seededVotes: { up: 0, down: 0 },
    votes: {},
    pinned: false,
  }) satisfies Partial<CommentRecord>;

export const emptyThread = (): ThreadRecord => ({ comments: [], ratings: {}, keys: {}, version: 0 });

/** Whether a stored value is a valid record whose replies form a tree. */
export const isThreadRecord = (value: unknown): value is ThreadRecord => {
  const { comments, ratings, keys, version } = Object(value) as Partial<ThreadRecord>;
  if (!Array.isArray(comments) || !ratings || !keys || typeof version !== 'number') return false;
  const known = new Set<string>();
  return comments.every((comment: Partial<CommentRecord> | null) => {
    const { id, parent, author, votes, seededVotes, createdAt } = comment ?? {};
    const fits =
      typeof id === 'string' &&
      (parent === null || known.has(parent!)) &&
      Number.isFinite(createdAt) &&
      !!author &&
      !!votes &&
      !!seededVotes;
    if (fits) known.add(id);
    return fits;
  });
};
