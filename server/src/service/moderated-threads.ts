import { notFound } from '../api-error.js';
import type * as records from '../store/moderation-records.js';
import type { ThreadPosition } from '../store/queue.js';
import type { ThreadName } from '../store/requests.js';
import type { Store } from '../store/store.js';
import { createExactRoom, firstThatFit } from './answer-bounds.js';
import { checkSite } from './check-site.js';
import { readThreadCursor, writeThreadCursor } from './cursor.js';
import type { Moderator } from './moderation.js';
import { nameThread } from './thread-name.js';
import { toTime } from './to-time.js';

/** A thread, as moderators see it. */
export interface ModeratedThread {
  site: string;
  /** The id by which pages name it. */
  thread: string;
  url: string | null;
  title: string | null;
  closed: boolean;
  /** Published comments and replies. */
  total: number;
  lastAt: string | null;
}

export interface ThreadsRequest {
  site?: string;
  /** Words that must each occur in the title, the address or the id. */
  q?: string;
  cursor?: string;
  limit: number;
}

export interface ThreadChange {
  site: string;
  thread: string;
  closed?: boolean;
  title?: string | null;
  url?: string | null;
}

/** The threads of the sites that somebody moderates. */
export interface ModeratedThreads {
  /** Newest first. */
  list(scope: records.Scope, request: ThreadsRequest): Promise<{ threads: ModeratedThread[]; next: string | null }>;
  update(who: Moderator, change: ThreadChange): Promise<ModeratedThread>;
  /** Renames a thread, or merges it into the thread that already has the new id. */
  move(who: Moderator, request: { site: string; from: string; to: string }): Promise<ModeratedThread>;
}

export const createModeratedThreads = (store: Store, now: () => number): ModeratedThreads => ({
  list: async (scope, { site, q, cursor, limit }) => {
    checkSite(scope, site);
    const after = cursor === undefined ? undefined : readThreadCursor(cursor);
    const query = { scope, site, limit, after, words: q?.split(/\s+/).filter(Boolean).slice(0, mostWords) };
    const found = await store.read(({ queue }) => queue.threads(query));
    const threads = found.threads.map(present);
    const fit = firstThatFit(threads, createExactRoom());
    const end = fit < threads.length ? found.threads[fit - 1] : found.last;
    return { threads: threads.slice(0, fit), next: cursorOf(end) };
  },

  update: async ({ name: by, scope }, { site, thread, ...change }) => {
    const name = nameThread(site, thread);
    await store.moderation.updateThread({ ...name, ...change, by, scope, now: now() });
    return found(store, scope, name);
  },

  move: async ({ name: by, scope }, { site, from, to }) => {
    const target = nameThread(site, to);
    const source = nameThread(site, from).thread;
    const request = { site, from: source, to: target.thread, toId: target.threadId };
    await store.moderation.moveThread({ ...request, by, scope, now: now() });
    return found(store, scope, target);
  },
});

const found = async (store: Store, scope: records.Scope, { site, thread: asked }: ThreadName) => {
  const { threads } = await store.read(async ({ threads, queue }) => {
    const thread = (await threads.find({ site, thread: asked }))?.thread ?? asked;
    return queue.threads({ scope, site, thread, limit: 1 });
  });
  if (!threads[0]) throw notFound('There is no such thread.');
  return present(threads[0]);
};

/** Each word is looked for in every thread. */
const mostWords = 8;

const cursorOf = (last: ThreadPosition | undefined): string | null => (last ? writeThreadCursor(last) : null);

const present = ({ site, threadId, url, title, closed, total, lastAt }: records.ModeratedThread): ModeratedThread => ({
  site,
  thread: threadId,
  url,
  title,
  closed: closed === 1,
  total,
  lastAt: lastAt === null ? null : toTime(lastAt),
});
