import type { Decision } from '../client/api.js';

/** A decision that can be taken back. */
export interface Undoable {
  /** The server's, one for each batch. */
  tokens: string[];
  decision: Decision;
  /** When it was made. */
  at: number;
  /** On how many comments. */
  count: number;
  /** Ids of these; of very many the first. */
  ids: string[];
}

const key = 'starling-moderation-undos';
/** Milliseconds that the server keeps a decision's undo. */
const undoTime = 10 * 60 * 1000;

/** What can be taken back still, the last last. It outlives a reload of the page, but not the tab. */
export class Undos {
  #kept: Undoable[] = read();

  get last(): Undoable | undefined {
    this.#forget();
    return this.#kept.at(-1);
  }

  /** The decision on a comment that can be taken back. */
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
      // Blocked or full: then it lasts as long as the page.
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
