import type { Badge, CommentStatus, Stars } from '../contract.js';

/** What lists and permalinks show of a comment. E-mail address, visitor and Markdown source are not included. */
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

/** A comment with its thread's id, address and title, as feeds show it. */
export interface FeedRecord extends ShownComment {
  threadId: string;
  /** Address and title of the page, as first reported by it. */
  threadUrl: string | null;
  threadTitle: string | null;
}

/** A comment as its author gets it back. */
export interface OwnComment extends ShownComment {
  /** As typed. */
  body: string;
}

/** Everything stored about a comment. */
export interface CommentRecord extends OwnComment {
  site: string;
  thread: string;
  authorEmail: string | null;
  /** The author: an identity, or the hash of a visitor's token; null where the comment was made without one. */
  visitor: string | null;
  /** 1 if it is spam. To its author and the public, such a comment is pending. */
  spam: 0 | 1;
}

/** A comment of a list; a root also has the first of its replies. */
export interface ListedComment {
  comment: ShownComment;
  position: Position;
  replies: ShownComment[];
  /** Position of the last of these replies, if there are more. */
  repliesAfter?: Position;
}

/** One page of a list. */
export interface Slice {
  comments: ListedComment[];
  /** Position of the last comment, if more follow it. */
  last?: Position;
}

/** Where a comment is in a sorted list: its rank in the sort, then its time, then its id. */
export interface Position {
  rank: number;
  createdAt: number;
  id: string;
}

export interface ThreadRecord {
  /** Its key; differs from the requested one if that thread was moved. */
  thread: string;
  /** Rises with every change, even after a backup was restored. */
  version: number;
  closed: boolean;
  /** Published comments and replies. */
  total: number;
  /** Roots that are pinned above the others. */
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

/** A visitor's own comments, votes and rating in a thread. */
export interface MineRecord {
  comments: OwnComment[];
  votes: Record<string, 1 | -1>;
  rating: Stars | null;
}
