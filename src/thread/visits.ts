import type { ThreadTarget } from '../backend.js';
import { now } from '../platform/clock.js';
import { keep, recall } from '../platform/storage.js';

const key = 'starling:visits';
/** Maximum number of threads to remember. The oldest visit is dropped first. */
const most = 200;

type Visits = [thread: string, time: number][];

const nameOf = ({ site, thread }: ThreadTarget): string => JSON.stringify([site, thread.id]);
const kept = (): Visits => recall<Visits>(key) ?? [];

/** The visits before this one, as they were when this page was opened. */
const before = new Map<string, number | undefined>();

/**
 * When the reader was last at a thread, in milliseconds since 1970. Undefined if they have never done something there:
 * nothing is stored about readers before that.
 */
export function lastVisit(target: ThreadTarget): number | undefined {
  const name = nameOf(target);
  if (!before.has(name)) {
    before.set(name, kept().find(([each]) => each === name)?.[1]);
    if (before.get(name)) noteVisit(target);
  }
  return before.get(name);
}

/** Stores that the reader is here now. Called once they have done something. */
export function noteVisit(target: ThreadTarget): void {
  const name = nameOf(target);
  if (!before.has(name)) before.set(name, kept().find(([each]) => each === name)?.[1]);
  keep(key, [[name, now()], ...kept().filter(([each]) => each !== name)].slice(0, most));
}
