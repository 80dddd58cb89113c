import { type StarlingError, toStarlingError } from '../../../src/errors.js';
import { now } from '../../../src/platform/clock.js';
import type { Api, Decided, Decision, Match } from '../client/api.js';
import type { Notices } from './notices.js';
import { Observable } from './observable.js';
import type { Queue } from './queue.js';
import { type Undoable, Undos } from './undos.js';

/** A decision on all matching comments, while it runs. */
export interface Bulk {
  decision: Decision;
  /** The number of comments decided on so far. */
  done: number;
  isStopping: boolean;
}

/** The most comments that the server accepts per request. */
const mostAtOnce = 500;

/** Decides on comments, and undoes decisions. */
export class Decisions extends Observable {
  readonly undos = new Undos();
  bulk?: Bulk;
  #underWay: Promise<unknown> = Promise.resolve();
  #bulks: Promise<void> = Promise.resolve();

  constructor(
    readonly api: Api,
    readonly queue: Queue,
    readonly notices: Notices,
  ) {
    super();
  }

  decide(ids: readonly string[], decision: Decision): Promise<void> {
    const decided = this.#decide(ids, decision);
    // The undo key may be pressed before the server has answered, so undo waits for the decision.
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
    // The comment was already in that state, or somebody else was quicker: its current state is shown.
    if (unchanged.length === 1) await queue.refresh(unchanged[0]!).catch(() => undefined);
  }

  /**
   * Decides on all comments that match the list's filter, but on none that is newer than what the list shows.
   *
   * @param forGood for deletions: empties the comments at once, without a way back
   */
  async decideMatching(decision: Decision, forGood = false): Promise<void> {
    const before = this.queue.items[0]?.comment.createdAt;
    if (before === undefined || this.bulk) return;
    await this.#decideAll(decision, { ...this.queue.filter, before }, forGood);
    await this.queue.load();
  }

  /** Decides on all comments that a ban would hold if they were written now; the list stays as it is. */
  async decideBanned(ban: string, decision: 'spam' | 'hold'): Promise<void> {
    await this.#decideAll(decision, { ban, before: new Date(now()).toISOString() });
  }

  /** One after the other. */
  #decideAll(decision: Decision, wanted: Omit<Match, 'cursor'>, forGood = false): Promise<void> {
    return (this.#bulks = this.#bulks.then(() => this.#runBulk(decision, wanted, forGood)));
  }

  /** In batches, until there are no more or the moderator stops it. */
  async #runBulk(decision: Decision, wanted: Omit<Match, 'cursor'>, forGood: boolean): Promise<void> {
    const bulk: Bulk = (this.bulk = { decision, done: 0, isStopping: false });
    this.changed();
    const made = { tokens: [] as string[], ids: [] as string[] };
    let failed: StarlingError | undefined;
    try {
      let cursor: string | undefined;
      do {
        const match = { ...wanted, ...(cursor && { cursor }) };
        const decided = await this.api.decideMatching(match, decision, forGood);
        this.#apply(decided, decision, made);
        bulk.done = made.ids.length;
        cursor = decided.next ?? undefined;
        this.changed();
      } while (cursor && !bulk.isStopping);
    } catch (error) {
      failed = toStarlingError(error);
    }
    this.bulk = undefined;
    this.changed();
    this.#told(decision, made, 0);
    // What was done until then can be undone all the same.
    if (failed) this.notices.fail(failed);
  }

  /** Stops a decision on all matching comments after the current batch. */
  stop(): void {
    if (this.bulk) this.bulk.isStopping = true;
    this.changed();
  }

  /** Undoes the given decision, or the last one. */
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
    if (tokens.length === 0) {
      this.notices.say({ key: 'done.deleteForGood', n: ids.length });
      return this.queue.recount();
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
