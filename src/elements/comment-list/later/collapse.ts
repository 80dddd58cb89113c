import type { ReactiveController } from 'lit';
import { foldRows } from './fold-rows.js';
import type { ReadList } from './read-list.js';
import { commentsAbove, type DrawnRow, rowsIn } from './rows-in.js';

/** The state of a comment that has replies. */
export interface Branch {
  /** Number of replies below it, at any depth, including those that are not loaded yet. */
  count: number;
  isCollapsed: boolean;
}

/**
 * Collapses branches of a list. Their rows stay in the document as `hidden="until-found"`, so that the browser's search
 * still finds text in them and opens them.
 */
export class Collapse implements ReactiveController {
  readonly #list: ReadList;
  readonly #collapsed = new Set<string>();
  #branches = new Map<string, Branch>();
  /** The permalink that was followed last. */
  #linked?: string;

  constructor(list: ReadList) {
    this.#list = list;
    list.addController(this);
    list.renderRoot.addEventListener('beforematch', ({ target }) => {
      this.#open(commentsAbove(rowsIn(list).find(({ item }) => item === target)));
      this.hostUpdated();
    });
  }

  /** The branch of a comment; undefined if it has no replies. */
  branchOf(id: string): Branch | undefined {
    return this.#branches.get(id);
  }

  async toggle(id: string): Promise<void> {
    const isClosing = !this.#collapsed.delete(id);
    if (isClosing) this.#collapsed.add(id);
    const rows = rowsIn(this.#list);
    const hidden = this.#hidden(rows);
    const moving = rows.filter((row) => row.item.hasAttribute('hidden') !== hidden.has(row)).map(({ item }) => item);
    // Update the button at once, before the animation.
    this.#count(rows);
    if (isClosing) await foldRows(moving, true);
    this.hostUpdated();
    if (!isClosing) await foldRows(moving, false);
  }

  hostUpdated(): void {
    const { linkedId, panel } = this.#list;
    const rows = rowsIn(this.#list);
    // Readers who follow a link into a branch, or reply to it, want to see it.
    if (linkedId !== this.#linked) {
      this.#linked = linkedId;
      this.#open(commentsAbove(rows.find(({ comment }) => comment?.id === linkedId)));
    }
    if (panel?.action === 'reply') this.#open([panel.comment.id]);
    const hidden = this.#hidden(rows);
    for (const row of rows) {
      if (row.item.hasAttribute('hidden') === hidden.has(row)) continue;
      if (hidden.has(row)) row.item.setAttribute('hidden', 'until-found');
      else row.item.removeAttribute('hidden');
    }
    this.#count(rows);
  }

  #open(ids: Iterable<string>): void {
    for (const id of ids) this.#collapsed.delete(id);
  }

  /** The rows inside collapsed branches. One pass is enough, because the row above each row comes before it. */
  #hidden(rows: DrawnRow[]): Set<DrawnRow> {
    const hidden = new Set<DrawnRow>();
    for (const row of rows) {
      const { above } = row;
      if (above && (hidden.has(above) || this.#collapsed.has(above.comment!.id))) hidden.add(row);
    }
    return hidden;
  }

  /** Counts replies from the bottom up, and updates the comments whose button has changed. */
  #count(rows: DrawnRow[]): void {
    const loaded = new Map<DrawnRow, number>();
    for (const row of rows.toReversed()) {
      const { above, comment } = row;
      if (above && comment) loaded.set(above, (loaded.get(above) ?? 0) + (loaded.get(row) ?? 0) + 1);
    }
    const before = this.#branches;
    this.#branches = new Map();
    for (const row of rows) {
      const { comment, drawn, above } = row;
      if (!comment) continue;
      const count = Math.max(loaded.get(row) ?? 0, above ? 0 : comment.replyCount);
      const isCollapsed = this.#collapsed.has(comment.id);
      if (count) this.#branches.set(comment.id, { count, isCollapsed });
      const { count: known = 0, isCollapsed: was = false } = before.get(comment.id) ?? {};
      if (count !== known || isCollapsed !== was) drawn!.requestUpdate();
    }
  }
}
