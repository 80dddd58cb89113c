import type { Backend, ListQuery, ThreadTarget } from '../backend.js';
import type { Comment, Mine, Page, Sort, Stars, Summary, Thread } from '../contract.js';
import { type StarlingError, toStarlingError } from '../errors.js';
import { checkPage } from './check-page.js';
import { ownIds } from './own-ids.js';
import type { ThreadState } from './thread-state.js';

export type Status = 'initial' | 'pending' | 'complete' | 'error';

export interface ThreadStoreOptions {
  backend: () => Promise<Backend>;
  target: ThreadTarget;
  /** Called with true when a listener subscribes, and with false when the last one is gone. */
  onUse: (used: boolean) => void;
}

/**
 * The state of one thread, without DOM. It is shared by all elements that show the thread; they learn of changes
 * through `subscribe`. Later changes are made by change-thread.ts, which a first view does not need.
 */
export class ThreadStore implements ThreadState {
  status: Status = 'initial';
  error?: StarlingError;
  backend?: Backend;
  /** Set once the first page has arrived. */
  settings?: Thread;
  summary: Summary | null = null;
  total = 0;
  /** Version of the first page as it was last loaded. */
  version?: number;
  roots: Comment[] = [];
  fresh: Comment[] = [];
  linked?: Comment;
  next: string | null = null;
  sort: Sort = 'newest';
  /** Roots per page, 1 to 100. */
  pageSize = 25;
  /** Filter: show only roots with this many stars. */
  rating?: Stars;
  mine: Mine = { comments: [], votes: {}, rating: null };
  /** Loads what is needed to render comments with this HTML. The comments are shown once it has loaded. */
  prepare?: (htmls: string[]) => Promise<void> | undefined;
  own = ownIds();
  readonly #options: ThreadStoreOptions;
  readonly #listeners = new Set<() => void>();
  #controller?: AbortController;

  constructor(options: ThreadStoreOptions) {
    this.#options = options;
  }

  get target(): ThreadTarget {
    return this.#options.target;
  }

  /** Calls back after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    this.#options.onUse(true);
    return () => {
      this.#listeners.delete(listener);
      // An element that is moved subscribes again at once, so requests are aborted only if no listener comes back.
      queueMicrotask(() => this.#listeners.size || this.#close());
    };
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Loads the first page; a newer call aborts an older one. */
  async load(): Promise<void> {
    this.#controller?.abort();
    const { signal } = (this.#controller = new AbortController());
    this.status = 'pending';
    this.changed();
    try {
      const backend = await this.ready();
      const [page, mine] = await Promise.all([
        backend.list(this.query(), { signal }),
        // The visitor's own votes and comments are an extra: the thread is shown without them if this fails.
        backend.mine?.(this.target, { signal }).catch(() => undefined),
      ]);
      const changes = mine && (await import('./change-thread.js'));
      await this.prepare?.(checkPage(page).map(({ html }) => html));
      if (signal.aborted) return;
      this.roots = page.comments;
      this.fresh = [];
      this.next = page.next;
      this.take(page);
      changes?.takeMine(this, mine!);
      this.status = 'complete';
      this.changed();
    } catch (cause) {
      if (!signal.aborted) this.fail(cause);
    }
  }

  /** Sets another sort order, filter or page size, and loads the first page of that. */
  show(sort: Sort, rating?: Stars, pageSize = this.pageSize): Promise<void> {
    this.pageSize = pageSize;
    this.sort = sort;
    this.rating = rating;
    return this.load();
  }

  fail(cause: unknown): void {
    this.error = toStarlingError(cause);
    this.status = 'error';
    this.changed();
  }

  async ready(): Promise<Backend> {
    return (this.backend = await this.#options.backend());
  }

  query(cursor?: string): ListQuery {
    const { sort, rating, pageSize: limit } = this;
    return { ...this.target, sort, rating, limit, cursor };
  }

  take(page: Page): void {
    ({ total: this.total, summary: this.summary, thread: this.settings, version: this.version } = page);
  }

  #close(): void {
    this.#options.onUse(false);
    this.#controller?.abort();
    if (this.status === 'pending') this.status = 'initial';
  }
}
