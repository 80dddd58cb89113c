import type { Sort, Stars } from '../contract.js';
import type { FeedRecord, ListedComment, Position, ShownComment, Slice, ThreadCount, ThreadRecord } from './records.js';
import type { ThreadName } from './requests.js';

export interface FeedReads {
  /** What was published on a site, or in one of its threads, newest first, including replies. */
  recent(query: { site: string; thread?: string; limit: number }): Promise<FeedRecord[]>;
}

export interface ThreadReads {
  /** Undefined if nobody has ever written to the thread. A moved thread is also found by its old name. */
  find(name: ThreadName): Promise<ThreadRecord | undefined>;
  /** The thread of any comment, public or not, and the thread's version. */
  ofComment(id: string): Promise<(ThreadName & { version: number }) | undefined>;
  roots(query: RootsQuery): Promise<Slice>;
  /** Roots that are pinned above the others, newest first, with their first replies inline. */
  pinned(name: ThreadName): Promise<ListedComment[]>;
  /** All descendants of one root, oldest first. */
  replies(query: RepliesQuery): Promise<Slice>;
  /**
   * A public comment after its ancestors, the root first; empty if it is not public. If there are more than 500, only
   * the root and the last ones.
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
