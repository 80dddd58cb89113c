import type { Summary } from '../../contract.js';
import type { ShownComment, ThreadRecord } from '../../store/records.js';
import type { ThreadName } from '../../store/requests.js';
import type { Store } from '../../store/store.js';
import { summaryOf } from '../present.js';
import { closedBefore } from '../settings.js';
import type { Site } from '../sites.js';

/** What is to be told of a thread since a version. */
export interface ThreadChanges {
  /** The thread's now. */
  version: number;
  thread: ShownThread;
  /** Comments that look different now, each with the version of its last change but by votes. */
  comments: (ShownComment & { revision: number })[];
  /** It is too much, or too long ago: the thread must be read anew. */
  reset: boolean;
}

export interface ShownThread {
  total: number;
  summary: Summary;
  closed: boolean;
}

export type ReadChanges = (since: number | undefined) => Promise<ThreadChanges>;

/** Reads what happened in a thread, all in one snapshot; without a version, only what the thread is now. */
export const changesReader =
  (store: Store, site: Site, name: ThreadName, now: () => number): ReadChanges =>
  (since) =>
    store.read(async ({ threads, events }) => {
      const record = await threads.find(name);
      const version = record?.version ?? 0;
      const thread = shownThread(record, closedBefore(site, now()));
      if (since === undefined || since === version) return { version, thread, comments: [], reset: false };
      // A version of the future is one of before an older copy of the database was restored.
      const isKept = since < version;
      const comments = isKept
        ? await events.since({ ...name, thread: record!.thread }, { from: since, to: version }, mostComments)
        : undefined;
      return { version, thread, comments: comments ?? [], reset: comments === undefined };
    });

/** Many more than anybody reads one by one, and fewer than the bytes of a page. */
const mostComments = 50;

const shownThread = (record: ThreadRecord | undefined, closedBefore = -Infinity): ShownThread => ({
  total: record?.total ?? 0,
  summary: summaryOf(record?.stars ?? noStars),
  closed: record !== undefined && (record.closed || record.createdAt < closedBefore),
});

const noStars = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
