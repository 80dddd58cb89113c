import { notFound } from '../api-error.js';
import type { Branch, Comment, Page, Sort, Stars, Summary } from '../contract.js';
import type { ListedComment, Slice, ThreadRecord } from '../store/records.js';
import type { Store, ThreadName, ThreadReads } from '../store/store.js';
import { threadKey } from '../store/thread-key.js';
import { readCursor, writeCursor } from './cursor.js';
import { publicComment, summaryOf } from './present.js';
import { threadSettings, type Settings } from './settings.js';
import { isServed, resolveSite } from './sites.js';

export interface ListRequest {
  site?: string;
  thread: string;
  sort: Sort;
  limit: number;
  cursor?: string;
  parent?: string;
  rating?: Stars;
}

export interface TargetRequest {
  site?: string;
  thread: string;
}

/** A public answer with the version of what it was made of, both of one snapshot. */
export interface Versioned<T> {
  version: string;
  /** Nothing where the asker knows this version, and so has the answer. */
  answer?: T;
}

/** Whether an answer of this version is at hand already, and need not be read. */
export type IsKnown = (version: string) => boolean;

export interface Threads {
  list(request: ListRequest, isKnown: IsKnown): Promise<Versioned<Page>>;
  find(request: { site?: string; id: string }, isKnown: IsKnown): Promise<Versioned<Branch>>;
  summary(request: TargetRequest, isKnown: IsKnown): Promise<Versioned<Summary>>;
  counts(
    request: { site?: string; thread: string[] },
    isKnown: IsKnown,
  ): Promise<Versioned<{ counts: Record<string, number> }>>;
}

/** The public reads: the same for everybody. Each is one snapshot, so that a version never names two answers. */
export const createThreads = (store: Store, settings: Settings): Threads => ({
  list: async (request, isKnown) => {
    const name = { site: resolveSite(settings.sites, request.site), thread: threadKey(request.thread) };
    const readComments = request.parent === undefined ? rootsReader(request) : repliesReader(request);
    return store.read(async ({ threads }) => {
      const thread = (await threads.find(name)) ?? untouched;
      const version = String(thread.version);
      if (isKnown(version)) return { version };
      const answer = {
        ...(thread === untouched ? nothing : await readComments(threads, name, thread)),
        total: thread.total,
        summary: request.cursor === undefined ? summaryOf(thread.stars) : null,
        thread: threadSettings(settings, thread.closed),
      };
      return { version, answer };
    });
  },

  find: ({ site, id }, isKnown) =>
    store.read(async ({ threads }) => {
      const thread = await threads.ofComment(id);
      if (!thread || !isServed(settings.sites, site, thread.site)) throw notFound();
      const version = String(thread.version);
      if (isKnown(version)) return { version };
      const [root, ...path] = (await threads.branch(id)).map(publicComment);
      if (!root) throw notFound();
      return { version, answer: { root, path } };
    }),

  summary: async ({ site, thread }, isKnown) => {
    const name = { site: resolveSite(settings.sites, site), thread: threadKey(thread) };
    const { version: number, stars } = (await store.read(({ threads }) => threads.find(name))) ?? untouched;
    const version = String(number);
    return isKnown(version) ? { version } : { version, answer: summaryOf(stars) };
  },

  counts: async ({ site, thread: ids }, isKnown) => {
    const keys = ids.map(threadKey);
    const found = await store.read(({ threads }) => threads.counts(resolveSite(settings.sites, site), keys));
    const threads = new Map(found.map((count) => [count.thread, count]));
    const counted = keys.map((key) => threads.get(key));
    const version = counted.map((count) => count?.version ?? 0).join();
    if (isKnown(version)) return { version };
    const counts = Object.fromEntries(ids.map((id, index) => [id, counted[index]?.total ?? 0]));
    return { version, answer: { counts } };
  },
});

/** A thread that nobody has written to. */
const untouched: ThreadRecord = {
  version: 0,
  closed: false,
  total: 0,
  pinned: 0,
  stars: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
};

const nothing = { comments: [], next: null };

type Reader = (
  threads: ThreadReads,
  name: ThreadName,
  thread: ThreadRecord,
) => Promise<{ comments: Comment[]; next: string | null }>;

const rootsReader = ({ sort, limit, cursor, rating }: ListRequest): Reader => {
  const list = rating === undefined ? sort : `${sort} ${rating}`;
  const after = cursor === undefined ? undefined : readCursor(list, cursor);
  return async (threads, name, { pinned: pins }) => {
    const slice = await threads.roots({ ...name, sort, limit, after, rating });
    // Pinned roots are no part of what the cursor walks; they come with the first page.
    const lifted = pins > 0 && !after ? await threads.pinned(name) : [];
    const pinned = lifted.filter(({ comment }) => rating === undefined || comment.rating === rating);
    return { comments: [...pinned, ...slice.comments].map(withReplies), next: nextOf(slice, list) };
  };
};

const repliesReader = ({ parent, limit, cursor }: ListRequest): Reader => {
  const root = parent!;
  const after = cursor === undefined ? undefined : readCursor(repliesList, cursor);
  return async (threads, name) => {
    const slice = await threads.replies({ ...name, root, limit, after });
    return { comments: slice.comments.map(({ comment }) => publicComment(comment)), next: nextOf(slice, repliesList) };
  };
};

const repliesList = 'replies';

const withReplies = ({ comment: record, replies, repliesAfter }: ListedComment): Comment => {
  const comment = publicComment(record);
  comment.replies = replies.map(publicComment);
  comment.repliesNext = repliesAfter ? writeCursor(repliesList, repliesAfter) : null;
  return comment;
};

const nextOf = ({ last }: Slice, list: string): string | null => (last ? writeCursor(list, last) : null);
