import { toStarlingError } from '../../../src/errors.js';
import type { Api, Decided, Decision } from '../client/api.js';
import type { Notices } from './notices.js';
import { Observable } from './observable.js';
import type { Queue } from './queue.js';
import { type Undoable, Undos } from './undos.js';

/** A decision on all that match, while it runs. */
export interface Bulk {
  decision: Decision;
  /** How many comments are decided on so far. */
  done: number;
  isStopping: boolean;
}

/** What the server takes at a time. */
const mostAtOnce = 500;

/** Decides on comments, and takes decisions back. */
export class Decisions extends Observable {
  readonly undos = new Undos();
  bulk?: Bulk;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(
    readonly api: Api,
    readonly queue: Queue,
    readonly notices: Notices,
  ) {
    super();
  }

  decide(ids: readonly string[], decision: Decision): Promise<void> {
    const decided = this.#decide(ids, decision);
    // Undo by key may be quicker than the server: it waits for what it takes back.
    this.#underWay = Promise.all([this.#underWay, decided]);
    return decided;
  }

  async #decide(ids: readonly string[], decision: Decision): Promise<void> {
    const { queue } = this;
    queue.update(ids, (item) => ({ ...item, pending: decision, error: undefined }));
    const made = { tokens: [] as string[], ids: [] as string[] };
    try {
      for (let from = 0; from < ids.length; from += mostAtOnce) {
        this.#apply(await this.api.decide(ids.slice(from, from + mostAtOnce), decision), decision, made);
      }
    } catch (cause) {
      const error = toStarlingError(cause);
      queue.update(ids, (item) => (item.pending ? { ...item, pending: undefined, error } : item));
      if (ids.length > 1) this.notices.fail(error);
    }
    const unchanged = ids.filter((id) => queue.find(id)?.pending);
    queue.update(unchanged, (item) => ({ ...item, pending: undefined }));
    this.#told(decision, made, unchanged.length);
    // It was so already, or somebody else was quicker: what it is now is seen.
    if (unchanged.length === 1) await queue.refresh(unchanged[0]!).catch(() => undefined);
  }

  /** Decides on all that match the list's filter, batch by batch, but nothing that is newer than what the list shows. */
  async decideMatching(decision: Decision): Promise<void> {
    const { queue } = this;
    const newest = queue.items[0]?.comment.createdAt;
    if (newest === undefined || this.bulk) return;
    const bulk: Bulk = (this.bulk = { decision, done: 0, isStopping: false });
    this.changed();
    const made = { tokens: [] as string[], ids: [] as string[] };
    try {
      let cursor: string | undefined;
      do {
        const match = { ...queue.filter, before: newest, ...(cursor && { cursor }) };
        const decided = await this.api.decideMatching(match, decision);
        this.#apply(decided, decision, made);
        bulk.done = made.ids.length;
        cursor = decided.next ?? undefined;
        this.changed();
      } while (cursor && !bulk.isStopping);
    } catch (error) {
      this.notices.fail(toStarlingError(error));
    }
    this.bulk = undefined;
    this.changed();
    this.#told(decision, made, 0);
    await queue.load();
  }

  /** Ends a decision on all that match after the batch that is under way. */
  stop(): void {
    if (this.bulk) this.bulk.isStopping = true;
    this.changed();
  }

  /** Takes back one decision, or the last one. */
  async undo(chosen?: Undoable): Promise<void> {
    await this.#underWay;
    const undoable = chosen ?? this.undos.last;
    if (!undoable) return this.notices.say({ key: 'nothingToUndo' });
    this.undos.remove(undoable);
    let undone = 0;
    try {
      for (const token of undoable.tokens.toReversed()) {
        const changed = await this.api.undo(token);
        undone += changed.length;
        for (const { id, state } of changed) {
          this.queue.update([id], ({ comment, ...item }) => ({
            ...item,
            decided: undefined,
            comment: { ...comment, state, ...pinOf[undoable.decision]?.(false) },
          }));
        }
      }
      const left = undoable.count - undone;
      this.notices.say(left > 0 ? { key: 'undonePartly', values: { n: left } } : { key: 'undone' });
    } catch (cause) {
      const error = toStarlingError(cause);
      if (error.code === 'not-found') this.notices.say({ key: 'undoOver' });
      else {
        this.undos.add(undoable);
        this.notices.fail(error);
      }
    }
    this.queue.recount();
  }

  #apply({ changed, undo }: Decided, decision: Decision, made: { tokens: string[]; ids: string[] }): void {
    if (undo !== null) made.tokens.push(undo);
    for (const { id, state } of changed) {
      made.ids.push(id);
      this.queue.update([id], ({ comment }) => ({
        decided: decision,
        comment: { ...comment, state, ...pinOf[decision]?.(true) },
      }));
    }
  }

  #told(decision: Decision, { tokens, ids }: { tokens: string[]; ids: string[] }, unchanged: number): void {
    if (ids.length === 0) {
      if (unchanged > 0) this.notices.say({ key: 'unchanged' });
      return;
    }
    const undoable = { tokens, decision, at: Date.now(), count: ids.length, ids: ids.slice(0, 1000) };
    this.undos.add(undoable);
    this.notices.say({ key: `done.${decision}`, n: ids.length, undo: () => void this.undo(undoable) });
    this.queue.recount();
  }
}

const pinOf: Partial<Record<Decision, (done: boolean) => { pinned: boolean }>> = {
  pin: (done) => ({ pinned: done }),
  unpin: (done) => ({ pinned: !done }),
};
