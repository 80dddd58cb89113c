import type { StarlingError } from '../../../src/errors.js';
import { toStarlingError } from '../../../src/errors.js';
import type { Api, Decision, Moderated, QueuePage } from '../client/api.js';
import { type Filter, isAmong } from './filter.js';
import { Observable } from './observable.js';

/**
 * A comment of the list, with what happened to it since it was fetched. It keeps its place until the list is fetched
 * again.
 */
export interface Item {
  comment: Moderated;
  /** A decision that was made here and not undone. */
  decided?: Decision;
  /** A decision that is being sent to the server. */
  pending?: Decision;
  error?: StarlingError;
  /** What somebody else did with it since. */
  elsewhere?: { action: string; by: string };
}

export type Counts = QueuePage['counts'];

/** The comments that a moderator looks through, and the current one. */
export class Queue extends Observable {
  filter: Filter = {};
  status: 'loading' | 'ready' | 'failed' = 'loading';
  error?: StarlingError;
  /** Whether the next page is being fetched; and the error, if that failed. */
  isLoadingMore = false;
  moreError?: StarlingError;
  items: readonly Item[] = [];
  counts?: Counts;
  /**
   * Comments that arrived since the list was fetched, newest first. They are shown on request, so that nothing moves.
   */
  arrived: readonly Moderated[] = [];
  /** Whether there are more after the last one. */
  get hasMore(): boolean {
    return this.#next !== null;
  }
  /** The comment that keys act on. */
  currentId?: string;
  #next: string | null = null;
  /** A comment that a link named, and that is not in the list. */
  #linked?: Item;
  #loading?: AbortController;
  #counting?: ReturnType<typeof setTimeout>;

  constructor(readonly api: Api) {
    super();
  }

  get current(): Item | undefined {
    return this.find(this.currentId);
  }

  find(id: string | undefined): Item | undefined {
    if (id === undefined) return undefined;
    return (
      this.items.find(({ comment }) => comment.id === id) ??
      (this.#linked?.comment.id === id ? this.#linked : undefined)
    );
  }

  /** Fetches the list again, with another filter or the same. */
  async load(filter: Filter = this.filter): Promise<void> {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    Object.assign(this, {
      filter,
      status: 'loading',
      error: undefined,
      isLoadingMore: false,
      moreError: undefined,
      arrived: [],
    });
    this.changed();
    try {
      const page = await this.api.list(filter, signal);
      this.#take(page, []);
      // A search examines a limited number of comments at a time, and may not have found any yet.
      while (this.items.length === 0 && this.#next !== null) {
        this.#take(await this.api.list({ ...filter, cursor: this.#next }, signal), []);
      }
      if (!this.find(this.currentId)) this.currentId = this.items[0]?.comment.id;
      this.status = 'ready';
    } catch (error) {
      if (signal.aborted) return;
      Object.assign(this, { status: 'failed', error: toStarlingError(error), items: [] });
    }
    this.changed();
  }

  /** Fetches the next page; repeated calls while it is being fetched have no effect. */
  async more(): Promise<void> {
    if (this.#next === null || this.isLoadingMore || this.status !== 'ready') return;
    const { signal } = this.#loading!;
    Object.assign(this, { isLoadingMore: true, moreError: undefined });
    this.changed();
    try {
      this.#take(await this.api.list({ ...this.filter, cursor: this.#next }, signal), this.items);
    } catch (error) {
      if (signal.aborted) return;
      this.moreError = toStarlingError(error);
    }
    this.isLoadingMore = false;
    this.changed();
  }

  /** Notes a new comment. */
  arrive(comment: Moderated): void {
    if (this.status !== 'ready' || !isAmong(this.filter, comment)) return;
    if (this.find(comment.id) || this.arrived.some(({ id }) => id === comment.id)) return;
    this.arrived = [comment, ...this.arrived];
    this.changed();
  }

  /** Puts the new comments above the list, and makes the first of them current. */
  showArrived(): void {
    if (this.arrived.length === 0) return;
    this.items = [...this.arrived.map((comment) => ({ comment })), ...this.items];
    this.currentId = this.arrived[0]!.id;
    this.arrived = [];
    this.changed();
  }

  /** Fetches the comments that arrived while the stream was interrupted. */
  async catchUp(): Promise<void> {
    if (this.status !== 'ready') return;
    const { comments } = await this.api.list(this.filter);
    const newest = this.items[0]?.comment.createdAt ?? '';
    for (const comment of comments.toReversed()) if (comment.createdAt > newest) this.arrive(comment);
  }

  /** Notes what somebody else did with a comment of this list. */
  async decidedElsewhere(id: string, action: string, by: string): Promise<void> {
    if (!this.find(id)) return;
    await this.refresh(id);
    this.update([id], (item) => ({ ...item, decided: undefined, elsewhere: { action, by } }));
  }

  setCounts(counts: Counts): void {
    this.counts = counts;
    this.changed();
  }

  /** Makes a comment current; fetches it if it is not in the list. */
  async open(id: string): Promise<void> {
    this.currentId = id;
    this.changed();
    if (this.find(id)) return;
    const { comment } = await this.api.find(id);
    this.#linked = { comment };
    this.changed();
  }

  /** Moves forward or back by so many comments. Near the end, the next page is fetched. */
  move(by: number): void {
    const at = this.items.findIndex(({ comment }) => comment.id === this.currentId);
    const to = Math.min(Math.max(at + by, 0), this.items.length - 1);
    if (to > this.items.length - 6) void this.more();
    this.currentId = this.items[to]?.comment.id ?? this.currentId;
    this.changed();
  }

  /** Moves to the next comment without a decision; stays if there is none. */
  moveOn(): void {
    const at = this.items.findIndex(({ comment }) => comment.id === this.currentId);
    const next = this.items.findIndex(({ decided, pending }, index) => index > at && !decided && !pending);
    if (at >= 0 && next > at) this.move(next - at);
  }

  /** Updates those of the comments that are here. */
  update(ids: readonly string[], change: (item: Item) => Item): void {
    const wanted = new Set(ids);
    const changed = (item: Item) => (wanted.has(item.comment.id) ? change(item) : item);
    this.items = this.items.map(changed);
    if (this.#linked) this.#linked = changed(this.#linked);
    this.changed();
  }

  /** Fetches one comment again, because somebody else has changed it. */
  async refresh(id: string): Promise<void> {
    const { comment } = await this.api.find(id);
    this.update([id], (item) => ({ ...item, comment }));
  }

  /** Updates the counts, once changes have paused. */
  recount(): void {
    clearTimeout(this.#counting);
    this.#counting = setTimeout(async () => {
      // Slightly outdated counts do no harm, and the next change updates them.
      const page = await this.api.list({ limit: 1 }).catch(() => undefined);
      if (page) this.counts = page.counts;
      this.changed();
    }, 500);
  }

  #take({ comments, next, counts }: QueuePage, before: readonly Item[]): void {
    const known = new Set(before.map(({ comment }) => comment.id));
    this.items = [...before, ...comments.filter(({ id }) => !known.has(id)).map((comment) => ({ comment }))];
    this.#next = next;
    this.counts = counts;
  }
}
