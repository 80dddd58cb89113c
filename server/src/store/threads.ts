import type { Sort, Stars } from '../contract.js';
import type { FeedRecord, ListedComment, Position, ShownComment, Slice, ThreadCount, ThreadRecord } from './records.js';
import type { ThreadName } from './requests.js';

export interface FeedReads {
  /** What was published on a site, or in one thread of it, newest first; replies too. */
  recent(query: { site: string; thread?: string; limit: number }): Promise<FeedRecord[]>;
}

export interface ThreadReads {
  /** Nothing where nobody has ever written to the thread. One that was moved is found by its old name too. */
  find(name: ThreadName): Promise<ThreadRecord | undefined>;
  /** The thread of any comment, public or not, and the thread's version. */
  ofComment(id: string): Promise<(ThreadName & { version: number }) | undefined>;
  roots(query: RootsQuery): Promise<Slice>;
  /** Roots that stand above the others, newest first, their first replies inline. */
  pinned(name: ThreadName): Promise<ListedComment[]>;
  /** All descendants of one root, oldest first. */
  replies(query: RepliesQuery): Promise<Slice>;
  /**
   * A public comment with its ancestors, root first, itself last; empty where it is not public. Of more than 500 the root
   * and the last.
   */
  branch(id: string): Promise<ShownComment[]>;
  counts(site: string, threads: string[]): Promise<ThreadCount[]>;
}

export interface RootsQuery extends ThreadName {
  sort: Sort;
  limit: number;
  after?: Position;
  /** Only published roots with this many stars. */
  rating?: Stars;
}

export interface RepliesQuery extends ThreadName {
  root: string;
  limit: number;
  after?: Position;
}
