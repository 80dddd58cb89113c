import type { Backend, ListQuery, ThreadTarget } from '../backend.js';
import type { Comment, Draft, Mine, Page, Sort, Stars, Summary, Thread } from '../contract.js';
import { StarlingError } from '../errors.js';
import { ownIds, rememberOwn } from './own-comments.js';
import { insertReply, replaceComment } from './branch.js';
import { withRating } from './summary.js';

export type Status = 'initial' | 'pending' | 'complete' | 'error';

export interface ThreadStoreOptions extends ThreadTarget {
  backend: Promise<Backend>;
  sort: Sort;
  /** Roots a page, 1 to 100. */
  pageSize: number;
}

/** The state of one thread, without DOM: shared by all elements that show it, told to them by `subscribe`. */
export class ThreadStore {
  status: Status = 'initial';
  error?: StarlingError;
  /** Once its loader has arrived. */
  backend?: Backend;
  /** Once the first page has. */
  settings?: Thread;
  summary: Summary | null = null;
  total = 0;
  /** The roots of all pages so far, in the backend's order. */
  roots: Comment[] = [];
  /** Own comments of late, above the others, wherever the order would put them. */
  fresh: Comment[] = [];
  next: string | null = null;
  /** Of the next page. */
  moreStatus: Status = 'initial';
  sort: Sort;
  /** Only roots with this many stars. */
  rating?: Stars;
  mine: Mine = { comments: [], votes: {}, rating: null };
  /** Ids of the comments that this browser wrote. */
  own = new Set<string>();
  /** Called when nobody shows the thread any more. */
  onClose?: () => void;
  readonly #options: ThreadStoreOptions;
  readonly #listeners = new Set<() => void>();
  #controller?: AbortController;
  #unsubscribe?: () => void;

  constructor(options: ThreadStoreOptions) {
    this.#options = options;
    this.sort = options.sort;
  }

  get target(): ThreadTarget {
    const { site, thread } = this.#options;
    return { site, thread };
  }

  /** Calls back after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      // An element that is moved comes back at once; only what stays away ends the requests.
      queueMicrotask(() => this.#listeners.size || this.#close());
    };
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Loads the first page; a newer call ends an older one. */
  async load(): Promise<void> {
    this.#controller?.abort();
    const { signal } = (this.#controller = new AbortController());
    this.status = 'pending';
    this.changed();
    try {
      const backend = (this.backend = await this.#options.backend);
      const [page, mine] = await Promise.all([
        backend.list(this.query(), { signal }),
        // What belongs to the visitor is an extra: the thread is there without it.
        backend.mine?.(this.target, { signal }).catch(() => undefined),
      ]);
      if (signal.aborted) return;
      this.roots = page.comments;
      this.fresh = [];
      this.next = page.next;
      this.moreStatus = 'initial';
      this.own = ownIds();
      if (mine) this.mine = mine;
      this.take(page);
      this.status = 'complete';
      for (const comment of mine?.comments ?? []) {
        this.own.add(comment.id);
        this.insert(comment);
      }
      this.#unsubscribe ??= backend.subscribe?.(this.target, () => void this.load());
    } catch (cause) {
      if (signal.aborted) return;
      this.error = toStarlingError(cause);
      this.status = 'error';
    }
    this.changed();
  }

  /** Loads the next page of roots. */
  async more(): Promise<void> {
    const signal = this.#controller?.signal;
    if (!this.next || this.moreStatus === 'pending') return;
    this.moreStatus = 'pending';
    this.changed();
    try {
      const page = await this.backend!.list(this.query(this.next), { signal });
      if (signal?.aborted) return;
      const seen = new Set([...this.roots, ...this.fresh].map(({ id }) => id));
      this.roots = [...this.roots, ...page.comments.filter(({ id }) => !seen.has(id))];
      // A backend whose pages never end, or stand still, is one whose pages are over.
      this.next = page.next === this.next || !page.comments.length ? null : page.next;
      this.moreStatus = 'complete';
    } catch (cause) {
      if (signal?.aborted) return;
      this.error = toStarlingError(cause);
      this.moreStatus = 'error';
    }
    this.changed();
  }

  /** Another order or filter, and the first page of that. */
  show(sort: Sort, rating?: Stars): Promise<void> {
    this.sort = sort;
    this.rating = rating;
    return this.load();
  }

  /** Sends a comment and shows it; rejects with a StarlingError. */
  async submit(draft: Draft, idempotencyKey: string): Promise<Comment> {
    try {
      const backend = await this.#options.backend;
      const comment = await backend.submit(draft, { idempotencyKey });
      rememberOwn(comment.id, draft.body);
      this.own.add(comment.id);
      if (comment.status === 'published') {
        this.total++;
        if (comment.rating) {
          this.summary = withRating(this.summary, comment.rating, this.mine.rating);
          this.mine.rating = comment.rating;
        }
      }
      this.insert(comment);
      this.changed();
      return comment;
    } catch (cause) {
      throw toStarlingError(cause);
    }
  }

  /** Puts a comment where it belongs: an answer into its branch, a root above the others. */
  insert(comment: Comment): void {
    if (this.find(comment.id)) return;
    if (comment.parent) {
      this.roots = this.roots.map((root) => insertReply(root, comment));
      this.fresh = this.fresh.map((root) => insertReply(root, comment));
    } else this.fresh = [comment, ...this.fresh];
  }

  /** Changes a comment where it stands. */
  replace(id: string, change: Partial<Comment>): void {
    this.roots = this.roots.map((root) => replaceComment(root, id, change));
    this.fresh = this.fresh.map((root) => replaceComment(root, id, change));
    this.changed();
  }

  /** A comment that is loaded. */
  find(id: string): Comment | undefined {
    for (const root of [...this.fresh, ...this.roots]) {
      const found = root.id === id ? root : root.replies?.find((reply) => reply.id === id);
      if (found) return found;
    }
    return undefined;
  }

  query(cursor?: string): ListQuery {
    return { ...this.target, sort: this.sort, rating: this.rating, limit: this.#options.pageSize, cursor };
  }

  /** What a first page says of the whole thread. */
  take({ total, summary, thread }: Page): void {
    this.total = total;
    this.summary = summary;
    this.settings = thread;
  }

  #close(): void {
    this.onClose?.();
    this.#controller?.abort();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    if (this.status === 'pending') this.status = 'initial';
  }
}

/** Whatever was thrown, as the one family of errors. */
export const toStarlingError = (cause: unknown): StarlingError =>
  cause instanceof StarlingError ? cause : new StarlingError('server', String(cause), { cause });
