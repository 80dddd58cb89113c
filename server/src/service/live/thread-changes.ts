import type { Summary } from '../../contract.js';
import type { ShownComment, ThreadRecord } from '../../store/records.js';
import type { ThreadName } from '../../store/requests.js';
import type { Store } from '../../store/store.js';
import { summaryOf } from '../present.js';
import { closedBefore } from '../settings.js';
import type { Site } from '../sites.js';

/** The changes of a thread since a version. */
export interface ThreadChanges {
  /** The thread's current version. */
  version: number;
  thread: ShownThread;
  /** Comments that changed for the public, each with the version of its last change, not counting votes. */
  comments: (ShownComment & { revision: number })[];
  /** Set if the changes are too many or too old: the thread must be read again. */
  reset: boolean;
}

export interface ShownThread {
  total: number;
  summary: Summary;
  closed: boolean;
}

export type ReadChanges = (since: number | undefined) => Promise<ThreadChanges>;

/** Reads the changes of a thread, all in one snapshot; without a version, only the current state of the thread. */
export const changesReader =
  (store: Store, site: Site, name: ThreadName, now: () => number): ReadChanges =>
  (since) =>
    store.read(async ({ threads, events }) => {
      const record = await threads.find(name);
      const version = record?.version ?? 0;
      const thread = shownThread(record, closedBefore(site, now()));
      if (since === undefined || since === version) return { version, thread, comments: [], reset: false };
      // A version from the future is from before an older copy of the database was restored.
      const isKept = since < version;
      const comments = isKept
        ? await events.since({ ...name, thread: record!.thread }, { from: since, to: version }, mostComments)
        : undefined;
      return { version, thread, comments: comments ?? [], reset: comments === undefined };
    });

/** Far more than anybody reads one by one, but fewer bytes than a page. */
const mostComments = 50;

const shownThread = (record: ThreadRecord | undefined, closedBefore = -Infinity): ShownThread => ({
  total: record?.total ?? 0,
  summary: summaryOf(record?.stars ?? noStars),
  closed: record !== undefined && (record.closed || record.createdAt < closedBefore),
});

const noStars = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
