import type { Backend, ListQuery } from '../backend.js';
import type { Comment, Mine, Page, Sort } from '../contract.js';

/** The part of a thread's state that the functions that change it depend on. */
export interface ThreadState {
  /** Set once it has loaded. */
  readonly backend?: Backend;
  /** The roots of all pages loaded so far, in the backend's order. */
  roots: Comment[];
  /** The reader's own new comments that the pages don't contain yet, or never will because they await moderation. */
  fresh: Comment[];
  /** The root of a permalink's branch, with the path to the linked comment as replies. Shown in place of the pages. */
  linked?: Comment;
  readonly next: string | null;
  readonly sort: Sort;
  mine: Mine;
  /** Ids of the comments that this browser wrote. */
  readonly own: Set<string>;
  /** Resolves to the backend once it has loaded. */
  ready(): Promise<Backend>;
  query(cursor?: string): ListQuery;
  /** Takes over what a first page says about the whole thread. */
  take(page: Page): void;
  /** Notifies all listeners. */
  changed(): void;
}
