import { Observable } from './observable.js';
import type { Queue } from './queue.js';

/** The selected comments of the list; or all matching comments, including those not fetched yet. */
export class Selection extends Observable {
  readonly ids = new Set<string>();
  isAllMatching = false;
  /** The comment at which a range begins. */
  #anchor?: string;

  constructor(readonly queue: Queue) {
    super();
  }

  get size(): number {
    return this.ids.size;
  }

  get isWhole(): boolean {
    return this.ids.size > 0 && this.queue.items.every(({ comment }) => this.ids.has(comment.id));
  }

  /** @param isRange whether to also change everything between this comment and the one changed before */
  toggle(id: string, isRange = false): void {
    const on = !this.ids.has(id);
    for (const each of isRange ? this.#upTo(id) : [id]) {
      if (on) this.ids.add(each);
      else this.ids.delete(each);
    }
    this.#anchor = id;
    this.isAllMatching = false;
    this.changed();
  }

  /** Selects all fetched comments. */
  selectShown(): void {
    for (const { comment } of this.queue.items) this.ids.add(comment.id);
    this.changed();
  }

  selectMatching(): void {
    this.selectShown();
    this.isAllMatching = true;
    this.changed();
  }

  clear(): void {
    this.ids.clear();
    this.isAllMatching = false;
    this.changed();
  }

  #upTo(id: string): string[] {
    const ids = this.queue.items.map(({ comment }) => comment.id);
    const ends = [ids.indexOf(id), ids.indexOf(this.#anchor ?? id)].sort((a, b) => a - b);
    return ends[0]! < 0 ? [id] : ids.slice(ends[0], ends[1]! + 1);
  }
}
