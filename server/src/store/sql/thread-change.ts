import type { Stars } from '../../contract.js';
import type { Happened } from '../outbox.js';
import type { StarCounts } from '../records.js';
import type { CommentRow, RatingSourceKey } from './database.js';

/** A locked thread, while a transaction changes it. */
export interface ThreadChange {
  /** Its key; differs from the requested one if that thread was moved. */
  readonly thread: string;
  readonly version: number;
  readonly closed: boolean;
  /** Changes to the thread's counts that the work adds up. */
  readonly counts: Counts;
  /** The work adds the comments that changed for the public. */
  readonly changed: Set<string>;
  /** The work adds events that mails and webhooks may report. */
  readonly happened: Happened[];
  /** Updates the counts that depend on a comment that was created or changed. */
  updateCounts(before: CommentRow | undefined, after: CommentRow): Promise<void>;
  /** Sets or removes a source of a visitor's rating; returns their rating after that. */
  setRatingSource(key: RatingSourceKey, stars: Stars | null): Promise<Stars | null>;
}

export interface Counts {
  total: number;
  pinned: number;
  stars: StarCounts;
}
