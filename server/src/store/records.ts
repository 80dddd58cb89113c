import type { Badge, CommentStatus, Stars } from '../contract.js';

/** What lists and permalinks show of a comment. The e-mail address, the visitor and the source are not among it. */
export interface ShownComment {
  id: string;
  parent: string | null;
  root: string;
  authorName: string;
  authorUrl: string | null;
  authorAvatar: string | null;
  badge: Badge | null;
  html: string;
  rating: Stars | null;
  status: CommentStatus;
  createdAt: number;
  editedAt: number | null;
  up: number;
  down: number;
  pinned: 0 | 1;
  /** Published descendants, however deep. */
  descendants: number;
}

/** A comment with what its thread is, as feeds show it. */
export interface FeedRecord extends ShownComment {
  threadId: string;
  /** Address and title of the page, as it said them first. */
  threadUrl: string | null;
  threadTitle: string | null;
}

/** A comment as its author gets it back. */
export interface OwnComment extends ShownComment {
  /** As typed. */
  body: string;
}

/** Everything that is kept of a comment. */
export interface CommentRecord extends OwnComment {
  site: string;
  thread: string;
  authorEmail: string | null;
  /** The author: an identity, or the hash of a visitor's token; null where the comment was made without one. */
  visitor: string | null;
  /** To its author and everybody else such a comment is pending. */
  spam: 0 | 1;
}

/** A comment of a list, and for a root the first of its replies. */
export interface ListedComment {
  comment: ShownComment;
  position: Position;
  replies: ShownComment[];
  /** Position of the last of these replies, where there are more. */
  repliesAfter?: Position;
}

/** A stretch of a list. */
export interface Slice {
  comments: ListedComment[];
  /** Position of the last comment, where there are more after it. */
  last?: Position;
}

/** Where a comment stands in a sorted list: its rank in the sort, then its time, then its id. */
export interface Position {
  rank: number;
  createdAt: number;
  id: string;
}

export interface ThreadRecord {
  /** Its key: another than was asked for, where that one was moved. */
  thread: string;
  /** Rises with every change, also across a restored backup. */
  version: number;
  closed: boolean;
  /** Published comments and replies. */
  total: number;
  /** Roots that stand above the others. */
  pinned: number;
  createdAt: number;
  stars: StarCounts;
}

/** How many ratings there are of each number of stars. */
export type StarCounts = Record<Stars, number>;

export interface ThreadCount {
  thread: string;
  total: number;
  version: number;
}

/** What a thread holds of one visitor. */
export interface MineRecord {
  comments: OwnComment[];
  votes: Record<string, 1 | -1>;
  rating: Stars | null;
}
