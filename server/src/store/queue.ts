import type { LogRecord, ModeratedThread, QueuedComment, Scope, State } from './moderation-records.js';
import type { Position } from './records.js';

export interface QueueReads {
  /** Comments of any state, newest first. */
  list(query: QueueQuery): Promise<{ comments: QueuedComment[]; last?: Position }>;
  /** A comment of any state after what it answers, the root first, or as far up as is told; empty where there is none. */
  branch(scope: Scope, id: string): Promise<QueuedComment[]>;
  /** The newest comments of any state that were written at or after `since`, but for those that are known. */
  news(query: NewsQuery): Promise<QueuedComment[]>;
  /** Threads, the newest first. */
  threads(query: ThreadsQuery): Promise<{ threads: ModeratedThread[]; last?: ThreadPosition }>;
  /** How many wait, were reported and are spam; each at most 1,000. */
  counts(scope: Scope): Promise<{ pending: number; reported: number; spam: number }>;
  /** What was written on each day at or after `since`; days without any are not among them. */
  stats(query: StatsQuery): Promise<{ at: number; published: number; held: number; spam: number }[]>;
  /** What moderators did, the last first; after the entry of an id, where one is given. */
  log(query: { scope: Scope; limit: number; after?: string }): Promise<LogRecord[]>;
}

export interface QueueQuery {
  scope: Scope;
  limit: number;
  state?: State;
  /** Only those with reports that no moderator has settled. */
  reported?: boolean;
  site?: string;
  /** A thread's key. */
  thread?: string;
  /** Only those of one person: a visitor, or an e-mail address. */
  author?: string;
  /**
   * Only those in whose name, addresses or body each of these is found: pieces of letters and digits, of which several
   * are a phrase, and the last one the beginning of a word. Then there may be more after a page that is not full.
   */
  words?: readonly (readonly string[])[];
  /** Only those that are not newer. */
  before?: number;
  /** Only those that are not older. */
  since?: number;
  after?: Position;
}

export interface NewsQuery {
  scope: Scope;
  since: number;
  /** By their ids. */
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
  /** Each must stand in the title, the address or the id. */
  words?: readonly string[];
  after?: ThreadPosition;
}

export type ThreadPosition = Pick<ModeratedThread, 'createdAt' | 'site' | 'thread'>;
