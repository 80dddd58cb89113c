import type { Author, CommentStatus, Stars, Votes } from '../../contract.js';

/** All that the local backends keep of one thread; plain JSON. */
export interface ThreadRecord {
  /** In the order in which they were made; a comment always stands after the one it answers. */
  comments: CommentRecord[];
  /** Stars without a comment, by visitor. */
  ratings: Record<string, Rating>;
  /** By idempotency key, of the last 24 hours. */
  keys: Record<string, KeptKey>;
  /** Raised by every change: of two changes the later one has the higher number, also within one millisecond. */
  version: number;
}

export interface CommentRecord {
  id: string;
  parent: string | null;
  root: string;
  author: Author;
  body: string;
  /** Only of seeded comments that bring their own. */
  html?: string;
  rating: Stars | null;
  /** Version of the thread when the rating came to count. */
  ratedAt: number;
  status: CommentStatus;
  /** Milliseconds since 1970. */
  createdAt: number;
  editedAt: number | null;
  /** Votes that came with a seeded comment. */
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

/** What is left of a comment that is not public: its place in the tree, its times, and whose it was. */
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

/** Whether a value read back is such a record, and its replies make a tree. */
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
