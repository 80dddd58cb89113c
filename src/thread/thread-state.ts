import type { Backend, ListQuery } from '../backend.js';
import type { Comment, Mine, Page, Sort } from '../contract.js';

/** The state of a thread, as what changes it knows it. */
export interface ThreadState {
  /** Once its loader has arrived. */
  readonly backend?: Backend;
  /** The roots of all pages so far, in the backend's order. */
  roots: Comment[];
  /** The reader's own new comments, which the pages don't have yet, or never will: those that wait. */
  fresh: Comment[];
  /** The root of a permalink's branch, its path as replies; stands in place of the pages. */
  linked?: Comment;
  readonly next: string | null;
  readonly sort: Sort;
  mine: Mine;
  /** Ids of the comments that this browser wrote. */
  readonly own: Set<string>;
  /** The backend, once its loader has arrived. */
  ready(): Promise<Backend>;
  query(cursor?: string): ListQuery;
  /** What a first page says of the whole thread. */
  take(page: Page): void;
  /** Tells all who show it. */
  changed(): void;
}
