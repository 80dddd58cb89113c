import type { ThreadNews } from '../backend.js';
import type { Comment, Page } from '../contract.js';
import { now } from '../platform/clock.js';
import { findComment, insertComment, replaceComment } from './change-thread.js';
import { checkComments, checkPage } from './check-page.js';
import type { ThreadStore } from './thread-store.js';

/**
 * Applies live updates to a thread while it is shown. Comments that are shown already change in place; new comments
 * wait until the reader asks for them, so that the text being read does not move.
 */
export class LiveThread {
  readonly #store: ThreadStore;
  /** A comment created after this time is new in any sort order. One minute is allowed for clocks that differ. */
  readonly #since = now() - 60_000;
  #waiting: Comment[] = [];

  constructor(store: ThreadStore) {
    this.#store = store;
  }

  /** New comments that have a place in the thread as it is shown, oldest first. */
  get waiting(): readonly Comment[] {
    const store = this.#store;
    const shown = new Set<string>();
    return this.#waiting.filter((comment) => {
      const has = !findComment(store, comment.id) && this.#hasPlace(comment, shown);
      if (has) shown.add(comment.id);
      return has;
    });
  }

  /** Called when the thread is loaded again: the waiting comments are then on the first or a later page. */
  forget(): void {
    this.#waiting = [];
  }

  async take(news: ThreadNews): Promise<void> {
    const store = this.#store;
    switch (news.kind) {
      case 'comment':
        return this.#takeComment(news.comment);
      case 'removed':
        this.#waiting = this.#waiting.filter(({ id }) => id !== news.id);
        // A reader's own comment that a moderator holds stays visible to its author.
        if (!store.own.has(news.id)) replaceComment(store, news.id, { status: 'deleted', html: '', rating: null });
        return;
      case 'thread':
        // `closed` is not taken over: removing the form would discard what somebody is writing. Sending reports it.
        store.total = news.total;
        store.summary = news.summary;
        return store.changed();
      case 'reset':
        return this.#readAnew();
    }
  }

  /** Inserts the waiting comments; returns the one to go to, the topmost of them. */
  async show(): Promise<Comment | undefined> {
    const waiting = [...this.waiting];
    await this.#store.prepare?.(waiting.map(({ html }) => html));
    for (const comment of waiting) insertComment(this.#store, comment);
    this.#waiting = [];
    this.#store.changed();
    return this.#store.sort === 'newest' ? (waiting.findLast(({ parent }) => !parent) ?? waiting[0]) : waiting[0];
  }

  async #takeComment(comment: Comment): Promise<void> {
    checkComments([comment]);
    const store = this.#store;
    if (findComment(store, comment.id)) {
      await store.prepare?.([comment.html]);
      // The reply count is not taken over, because it goes up as replies are inserted.
      const { replies: _replies, repliesNext: _next, replyCount: _count, ...change } = comment;
      return replaceComment(store, comment.id, change);
    }
    if (!this.#isNew(comment)) return;
    this.#waiting = [...this.#waiting.filter(({ id }) => id !== comment.id), comment];
    store.changed();
  }

  /**
   * Whether a comment that is not shown is new, or has waited for a moderator. Otherwise it is on a page that is not
   * loaded yet.
   */
  #isNew(comment: Comment): boolean {
    const { roots, next, sort } = this.#store;
    const branch = comment.parent && roots.find(({ id }) => id === comment.root);
    if (branch ? !branch.repliesNext : !next) return true;
    return timeOf(comment) > (sort === 'newest' && !comment.parent ? timeOfLast(roots) : this.#since);
  }

  /** Whether a comment has a place: a root that passes the filter, or a reply whose branch is shown or about to be. */
  #hasPlace({ parent, root, rating }: Comment, shown: ReadonlySet<string>): boolean {
    const store = this.#store;
    return parent ? shown.has(root) || !!findComment(store, root) : !store.rating || rating === store.rating;
  }

  /**
   * Called when the missed events are no longer available. Loads the newest page and compares: comments that are shown
   * are updated or, if missing, removed; the others are new. Of the replies only the first of each branch are compared.
   * If there would be a gap between the newest page and the shown comments, the whole thread is loaded again.
   */
  async #readAnew(): Promise<void> {
    const store = this.#store;
    const page: Page = await store.backend!.list({ ...store.target, sort: 'newest', limit: store.pageSize });
    checkPage(page);
    const shown = [...store.fresh, ...store.roots];
    const newest = Math.max(0, ...shown.map(timeOf));
    const since = page.next ? timeOfLast(page.comments) : 0;
    const there = new Set(page.comments.map(({ id }) => id));
    const isWhole = store.sort === 'newest' && !store.rating && !store.linked;
    if (isWhole && page.next && shown.length && !shown.some(({ id }) => there.has(id))) return store.load();
    for (const root of shown) {
      if (timeOf(root) > since && !there.has(root.id)) await this.take({ kind: 'removed', id: root.id });
    }
    const comments = page.comments.flatMap((root) => [root, ...(root.replies ?? [])]);
    for (const comment of comments) {
      if (findComment(store, comment.id)) await this.#takeComment(comment);
    }
    this.#waiting = comments
      .filter((comment) => !findComment(store, comment.id) && (timeOf(comment) > newest || this.#isNew(comment)))
      .sort((a, b) => timeOf(a) - timeOf(b));
    store.take(page);
    store.changed();
  }
}

const timeOf = ({ createdAt }: Comment): number => Date.parse(createdAt);

/**
 * The time of the oldest root of a page sorted by newest. Pinned roots do not count, as they come before all others.
 */
const timeOfLast = (roots: Comment[]): number => Math.min(...roots.filter(({ pinned }) => !pinned).map(timeOf));
