import type { Stars } from '../../contract.js';
import type { Happened } from '../outbox.js';
import type { StarCounts } from '../records.js';
import type { CommentRow, RatingSourceKey } from './database.js';

/** A thread that is locked, while a transaction changes it. */
export interface ThreadChange {
  /** Its key: another than was asked for, where that one was moved. */
  readonly thread: string;
  readonly version: number;
  readonly closed: boolean;
  /** What the work adds to the thread's counts. */
  readonly counts: Counts;
  /** Takes the comments that look different to the public now. */
  readonly changed: Set<string>;
  /** What those outside may hear of, to be added to. */
  readonly happened: Happened[];
  /** Counts what follows from a comment that was made or changed. */
  updateCounts(before: CommentRow | undefined, after: CommentRow): Promise<void>;
  /** Sets a source of a visitor's rating, or takes it away; gives their rating after it. */
  setRatingSource(key: RatingSourceKey, stars: Stars | null): Promise<Stars | null>;
}

export interface Counts {
  total: number;
  pinned: number;
  stars: StarCounts;
}
