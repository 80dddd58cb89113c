import type { ThreadNews } from '../backend.js';
import type { Comment, Page } from '../contract.js';
import { now } from '../platform/clock.js';
import { findComment, insertComment, replaceComment } from './change-thread.js';
import { checkComments, checkPage } from './check-page.js';
import type { ThreadStore } from './thread-store.js';

/**
 * What happens in a thread while it is shown: what is there already changes in its place, and what is new waits until
 * the reader asks for it, so that nothing that they read moves.
 */
export class LiveThread {
  readonly #store: ThreadStore;
  /** What was made since is new in any order; clocks may differ by a minute. */
  readonly #since = now() - 60_000;
  #waiting: Comment[] = [];

  constructor(store: ThreadStore) {
    this.#store = store;
  }

  /** New comments that have a place in what is shown, the oldest first. */
  get waiting(): readonly Comment[] {
    const store = this.#store;
    const shown = new Set<string>();
    return this.#waiting.filter((comment) => {
      const has = !findComment(store, comment.id) && this.#hasPlace(comment, shown);
      if (has) shown.add(comment.id);
      return has;
    });
  }

  /** The thread is loaded anew: the first page has them, or a later one. */
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
        // Their own that a moderator holds is still there for its author.
        if (!store.own.has(news.id)) replaceComment(store, news.id, { status: 'deleted', html: '', rating: null });
        return;
      case 'thread':
        // That it was closed is told to whoever sends: a form that goes away would take what somebody writes with it.
        store.total = news.total;
        store.summary = news.summary;
        return store.changed();
      case 'reset':
        return this.#readAnew();
    }
  }

  /** Puts in what waits; gives the first of it. */
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
      // Replies are counted as they are put in.
      const { replies: _replies, repliesNext: _next, replyCount: _count, ...change } = comment;
      return replaceComment(store, comment.id, change);
    }
    if (!this.#isNew(comment)) return;
    this.#waiting = [...this.#waiting.filter(({ id }) => id !== comment.id), comment];
    store.changed();
  }

  /**
   * Whether a comment that is not shown was not there before, or waited for a moderator: else it is on a page that was
   * not asked for.
   */
  #isNew(comment: Comment): boolean {
    const { roots, next, sort } = this.#store;
    const branch = comment.parent && roots.find(({ id }) => id === comment.root);
    if (branch ? !branch.repliesNext : !next) return true;
    return timeOf(comment) > (sort === 'newest' && !comment.parent ? timeOfLast(roots) : this.#since);
  }

  /** Roots that the filter lets through, and answers whose branch is there, or about to be. */
  #hasPlace({ parent, root, rating }: Comment, shown: ReadonlySet<string>): boolean {
    const store = this.#store;
    return parent ? shown.has(root) || !!findComment(store, root) : !store.rating || rating === store.rating;
  }

  /**
   * What was missed is not known any more: of the newest what is there changes or is gone, and what isn't is new. Answers
   * are known by the first of each branch alone. Where there would be a gap between the two, all of it is loaded.
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

/** Of the oldest of the newest; those that are pinned stand before all others. */
const timeOfLast = (roots: Comment[]): number => Math.min(...roots.filter(({ pinned }) => !pinned).map(timeOf));
