import type { Decision } from '../client/api.js';

/** A decision that can be undone. */
export interface Undoable {
  /** The server's undo ids, one for each batch. */
  tokens: string[];
  decision: Decision;
  /** When it was made. */
  at: number;
  /** On how many comments. */
  count: number;
  /** The ids of these comments; if there are very many, only the first. */
  ids: string[];
}

const key = 'starling-moderation-undos';
/** Milliseconds for which the server keeps a decision's undo data. */
const undoTime = 10 * 60 * 1000;

/**
 * The decisions that can still be undone, the latest at the end. They survive a reload of the page, but not the closing
 * of its tab.
 */
export class Undos {
  #kept: Undoable[] = read();

  get last(): Undoable | undefined {
    this.#forget();
    return this.#kept.at(-1);
  }

  /** The decision on a comment that can be undone. */
  of(id: string): Undoable | undefined {
    this.#forget();
    return this.#kept.findLast(({ ids }) => ids.includes(id));
  }

  add(undoable: Undoable): void {
    this.#kept.push(undoable);
    this.#keep();
  }

  remove(undoable: Undoable): void {
    this.#kept = this.#kept.filter((each) => each !== undoable);
    this.#keep();
  }

  clear(): void {
    this.#kept = [];
    this.#keep();
  }

  #forget(): void {
    this.#kept = this.#kept.filter(({ at }) => Date.now() - at < undoTime);
  }

  #keep(): void {
    try {
      sessionStorage.setItem(key, JSON.stringify(this.#kept));
    } catch {
      // Storage is blocked or full: then they last as long as the page.
    }
  }
}

const read = (): Undoable[] => {
  try {
    return (JSON.parse(sessionStorage.getItem(key) ?? '[]') as Undoable[]).filter(({ tokens }) => tokens.length > 0);
  } catch {
    return [];
  }
};
