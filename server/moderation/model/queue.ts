import type { StarlingError } from '../../../src/errors.js';
import { toStarlingError } from '../../../src/errors.js';
import type { Api, Decision, Moderated, QueuePage } from '../client/api.js';
import { type Filter, isAmong } from './filter.js';
import { Observable } from './observable.js';

/** A comment of the list, and what became of it since it was fetched. It keeps its place until the list is fetched anew. */
export interface Item {
  comment: Moderated;
  /** What was decided here, and not taken back. */
  decided?: Decision;
  /** What is on its way to the server. */
  pending?: Decision;
  error?: StarlingError;
  /** What somebody else did with it since. */
  elsewhere?: { action: string; by: string };
}

export type Counts = QueuePage['counts'];

/** The comments that a moderator looks through, and the one that they look at. */
export class Queue extends Observable {
  filter: Filter = {};
  status: 'loading' | 'ready' | 'failed' = 'loading';
  error?: StarlingError;
  /** Whether the next page is on its way; and why it did not come. */
  isLoadingMore = false;
  moreError?: StarlingError;
  items: readonly Item[] = [];
  counts?: Counts;
  /** What came since the list was fetched, the newest first: it waits to be shown, so that nothing moves. */
  arrived: readonly Moderated[] = [];
  /** Whether there are more after the last. */
  get hasMore(): boolean {
    return this.#next !== null;
  }
  /** The comment that keys act on. */
  currentId?: string;
  #next: string | null = null;
  /** One that a link named, and the list does not have. */
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

  /** Fetches the list anew, by another filter or the same. */
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
      // A search looks through so many at a time, and may have found none among them yet.
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

  /** Fetches the next page, once however often it is asked for. */
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

  /** Takes note of a comment that came. */
  arrive(comment: Moderated): void {
    if (this.status !== 'ready' || !isAmong(this.filter, comment)) return;
    if (this.find(comment.id) || this.arrived.some(({ id }) => id === comment.id)) return;
    this.arrived = [comment, ...this.arrived];
    this.changed();
  }

  /** Puts what came above the list, and goes to it. */
  showArrived(): void {
    if (this.arrived.length === 0) return;
    this.items = [...this.arrived.map((comment) => ({ comment })), ...this.items];
    this.currentId = this.arrived[0]!.id;
    this.arrived = [];
    this.changed();
  }

  /** Looks for what came while nothing was heard. */
  async catchUp(): Promise<void> {
    if (this.status !== 'ready') return;
    const { comments } = await this.api.list(this.filter);
    const newest = this.items[0]?.comment.createdAt ?? '';
    for (const comment of comments.toReversed()) if (comment.createdAt > newest) this.arrive(comment);
  }

  /** Takes note of what somebody else did with a comment that is here. */
  async decidedElsewhere(id: string, action: string, by: string): Promise<void> {
    if (!this.find(id)) return;
    await this.refresh(id);
    this.update([id], (item) => ({ ...item, decided: undefined, elsewhere: { action, by } }));
  }

  setCounts(counts: Counts): void {
    this.counts = counts;
    this.changed();
  }

  /** Goes to a comment; one that the list does not have is fetched. */
  async open(id: string): Promise<void> {
    this.currentId = id;
    this.changed();
    if (this.find(id)) return;
    const { comment } = await this.api.find(id);
    this.#linked = { comment };
    this.changed();
  }

  /** Goes so many comments on, or back. Near the end the next page is fetched. */
  move(by: number): void {
    const at = this.items.findIndex(({ comment }) => comment.id === this.currentId);
    const to = Math.min(Math.max(at + by, 0), this.items.length - 1);
    if (to > this.items.length - 6) void this.more();
    this.currentId = this.items[to]?.comment.id ?? this.currentId;
    this.changed();
  }

  /** Goes on to the next comment on which nothing was decided yet; stays where there is none. */
  moveOn(): void {
    const at = this.items.findIndex(({ comment }) => comment.id === this.currentId);
    const next = this.items.findIndex(({ decided, pending }, index) => index > at && !decided && !pending);
    if (at >= 0 && next > at) this.move(next - at);
  }

  /** Changes what is known of comments, as far as they are here. */
  update(ids: readonly string[], change: (item: Item) => Item): void {
    const wanted = new Set(ids);
    const changed = (item: Item) => (wanted.has(item.comment.id) ? change(item) : item);
    this.items = this.items.map(changed);
    if (this.#linked) this.#linked = changed(this.#linked);
    this.changed();
  }

  /** Asks for one comment again: somebody else has changed it. */
  async refresh(id: string): Promise<void> {
    const { comment } = await this.api.find(id);
    this.update([id], (item) => ({ ...item, comment }));
  }

  /** Counts anew, once things have calmed down. */
  recount(): void {
    clearTimeout(this.#counting);
    this.#counting = setTimeout(async () => {
      // Counts that are a little old do no harm; the next change asks again.
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
