import type { Comment, Mine, Sort, Stars, Summary, Votes } from '../../contract.js';
import { toParagraphs } from '../shared/to-paragraphs.js';
import { sortKey, type SortKey } from '../shared/root-order.js';
import { summarise } from '../shared/summarise.js';
import { tombstone, type CommentRecord, type ThreadRecord } from './thread-record.js';

/** Milliseconds. `mine` contains own comments of the last ten minutes, even if they are published. */
const recent = 600_000;

/** A comment as everybody sees it, and its place in the sort order. */
export interface PlacedComment {
  comment: Comment;
  key: SortKey;
}

/** All that can be read from a thread's record. */
export const viewThread = ({ comments, ratings }: ThreadRecord) => {
  const byId = new Map(comments.map((record) => [record.id, record]));
  const numbers = new Map(comments.map(({ id }, number) => [id, number]));
  const replyCounts = countReplies(comments, byId);
  const replyCount = (id: string) => replyCounts.get(id) ?? 0;

  /** A comment with a public descendant is public, even if only as a tombstone. */
  const isPublic = ({ id, status }: CommentRecord) => status === 'published' || replyCount(id) > 0;

  const own = (record: CommentRecord): Comment => toComment(record, replyCount(record.id));

  const toPublic = (record: CommentRecord): Comment =>
    own(record.status === 'published' ? record : { ...record, ...tombstone(), editedAt: null });

  const place = (sort: Sort, record: CommentRecord): PlacedComment => {
    const votes = countVotes(record);
    const { rating, createdAt } = record;
    return { comment: toPublic(record), key: sortKey(sort, { rating, createdAt, votes }, numbers.get(record.id)!) };
  };

  return {
    total: () => comments.filter(({ status }) => status === 'published').length,
    /** Public roots, in no particular order. */
    roots: (sort: Sort): PlacedComment[] =>
      comments.filter((record) => record.parent === null && isPublic(record)).map((record) => place(sort, record)),
    /** Public descendants of a root, in no particular order. */
    replies: (root: string): PlacedComment[] =>
      comments
        .filter((record) => record.root === root && record.parent !== null && isPublic(record))
        .map((record) => place('oldest', record)),
    /** A public comment and all comments above it, the root first. */
    branch: (id: string): Comment[] => {
      const branch: Comment[] = [];
      for (let at = byId.get(id); at && isPublic(at); at = byId.get(at.parent!)) branch.unshift(toPublic(at));
      return branch;
    },
    /** A comment as its author sees it. */
    own,
    mine: (visitor: string, now: number): Mine => ({
      comments: comments
        .filter((record) => record.visitor === visitor)
        .filter(({ status, createdAt }) => status === 'pending' || (status === 'published' && now - createdAt < recent))
        .map((record) => ({ ...own(record), body: record.body })),
      votes: Object.fromEntries(
        comments.flatMap(({ id, votes }) => (votes[visitor] ? [[id, votes[visitor]] as const] : [])),
      ),
      rating: ratingsOf({ comments, ratings }).get(visitor) ?? null,
    }),
    summary: (): Summary => summarise([...ratingsOf({ comments, ratings }).values()]),
  };
};

export type ThreadView = ReturnType<typeof viewThread>;

export const countVotes = ({ seededVotes, votes }: CommentRecord): Votes => {
  const values = Object.values(votes);
  return {
    up: seededVotes.up + values.filter((value) => value === 1).length,
    down: seededVotes.down + values.filter((value) => value === -1).length,
  };
};

const countReplies = (comments: CommentRecord[], byId: Map<string, CommentRecord>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { status, parent } of comments) {
    if (status !== 'published') continue;
    for (let at = byId.get(parent!); at; at = byId.get(at.parent!)) counts.set(at.id, (counts.get(at.id) ?? 0) + 1);
  }
  return counts;
};

/** The latest rating of each visitor. Each seeded comment counts as a visitor of its own. */
const ratingsOf = ({ comments, ratings }: Pick<ThreadRecord, 'comments' | 'ratings'>): Map<string, Stars> => {
  const carriers = [
    ...Object.entries(ratings).map(([visitor, { value, ratedAt }]) => ({ visitor, value, ratedAt })),
    ...comments.flatMap(({ id, visitor, rating, ratedAt, status }) =>
      rating && status === 'published' ? [{ visitor: visitor ?? `comment ${id}`, value: rating, ratedAt }] : [],
    ),
  ];
  carriers.sort((a, b) => a.ratedAt - b.ratedAt);
  return new Map(carriers.map(({ visitor, value }) => [visitor, value]));
};

const toComment = (record: CommentRecord, replyCount: number): Comment => ({
  id: record.id,
  parent: record.parent,
  root: record.root,
  author: { ...record.author },
  html: record.html ?? toParagraphs(record.body),
  rating: record.rating,
  status: record.status,
  createdAt: new Date(record.createdAt).toISOString(),
  editedAt: record.editedAt === null ? null : new Date(record.editedAt).toISOString(),
  votes: countVotes(record),
  pinned: record.pinned,
  replyCount,
});
