import type { LogRecord, ModeratedThread, QueuedComment, Scope, State } from './moderation-records.js';
import type { CommentRecord, Position } from './records.js';

export interface QueueReads {
  /** Comments of any state, newest first. */
  list(query: QueueQuery): Promise<{ comments: QueuedComment[]; last?: Position }>;
  /** The same, without what surrounds the comments: for decisions on many of them. */
  scan(query: QueueQuery): Promise<{ comments: CommentRecord[]; last?: Position }>;
  /**
   * A comment of any state after its ancestors, the root first; at most the last twenty. Empty if it does not
   * exist.
   */
  branch(scope: Scope, id: string): Promise<QueuedComment[]>;
  /** The newest comments of any state that were written at or after `since`, except for known ones. */
  news(query: NewsQuery): Promise<QueuedComment[]>;
  /** Threads, the newest first. */
  threads(query: ThreadsQuery): Promise<{ threads: ModeratedThread[]; last?: ThreadPosition }>;
  /** How many comments are pending, reported and spam; each count stops at 1,000. */
  counts(scope: Scope): Promise<{ pending: number; reported: number; spam: number }>;
  /** What was written on each day at or after `since`; days without comments are left out. */
  stats(query: StatsQuery): Promise<{ at: number; published: number; held: number; spam: number }[]>;
  /** The moderation log, newest first; starts after the entry with the id `after`, if given. */
  log(query: { scope: Scope; limit: number; after?: string }): Promise<LogRecord[]>;
}

export interface QueueQuery {
  scope: Scope;
  limit: number;
  state?: State;
  /** Only comments with reports that no moderator has settled. */
  reported?: boolean;
  site?: string;
  /** A thread's key. */
  thread?: string;
  /** Only comments of one person: a visitor, or an e-mail address. */
  author?: string;
  /** Only comments that came from one network, as far as that is still kept at the time `now`. Not with words. */
  network?: { hash: string; now: number };
  /**
   * Only comments in whose name, addresses or body all of these words are found. A word consists of pieces of letters
   * and digits: several pieces form a phrase, and the last piece matches the beginning of a word. With words, more
   * comments may follow even if a page is not full.
   */
  words?: readonly (readonly string[])[];
  /** Only comments written at this time or earlier. */
  before?: number;
  /** Only comments written at this time or later. */
  since?: number;
  after?: Position;
}

export interface NewsQuery {
  scope: Scope;
  since: number;
  /** The comments already known, by id. */
  known: Pick<ReadonlyMap<string, unknown>, 'has'>;
  limit: number;
}

export interface StatsQuery {
  scope: Scope;
  site?: string;
  since: number;
}

export interface ThreadsQuery {
  scope: Scope;
  limit: number;
  site?: string;
  /** A thread's key. */
  thread?: string;
  /** Each word must occur in the title, the address or the id. */
  words?: readonly string[];
  after?: ThreadPosition;
}

export type ThreadPosition = Pick<ModeratedThread, 'createdAt' | 'site' | 'thread'>;
