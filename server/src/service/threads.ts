import { notFound } from '../api-error.js';
import type { Branch, Comment, Page, Sort, Stars, Summary } from '../contract.js';
import type { ListedComment, Slice, Store, ThreadState } from '../store/store.js';
import { threadKey } from '../store/thread-key.js';
import { readCursor, writeCursor } from './cursor.js';
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

/** A public answer that is worked out only where the version that the asker has is an old one. */
export interface Versioned<T> {
  version: string;
  read(): Promise<T>;
}

export interface Threads {
  list(request: ListRequest): Promise<Versioned<Page>>;
  find(request: { site?: string; id: string }): Promise<Versioned<Branch>>;
  summary(request: TargetRequest): Promise<Versioned<Summary>>;
  counts(request: { site?: string; thread: string[] }): Promise<Versioned<{ counts: Record<string, number> }>>;
}

/** The public reads: the same for everybody. */
export const createThreads = (store: Store, settings: Settings): Threads => ({
  list: async (request) => {
    const name = { site: resolveSite(settings.sites, request.site), thread: threadKey(request.thread) };
    const read = request.parent === undefined ? rootsReader(store, request) : repliesReader(store, request);
    const state = (await store.threads.find(name)) ?? untouched;
    return {
      version: String(state.version),
      read: async () => ({
        ...(state === untouched ? nothing : await read(name, state)),
        total: state.total,
        summary: request.cursor === undefined ? state.summary : null,
        thread: threadSettings(settings, state.closed),
      }),
    };
  },

  find: async ({ site, id }) => {
    const branch = await store.threads.branch(id);
    const root = branch?.comments[0];
    if (!branch || !root || !isServed(settings.sites, site, branch.site)) throw notFound();
    const state = (await store.threads.find(branch)) ?? untouched;
    return { version: String(state.version), read: async () => ({ root, path: branch.comments.slice(1) }) };
  },

  summary: async ({ site, thread }) => {
    const name = { site: resolveSite(settings.sites, site), thread: threadKey(thread) };
    const { version, summary } = (await store.threads.find(name)) ?? untouched;
    return { version: String(version), read: async () => summary };
  },

  counts: async ({ site, thread: ids }) => {
    const found = await store.threads.counts(resolveSite(settings.sites, site), ids.map(threadKey));
    const threads = new Map(found.map((count) => [count.thread, count]));
    const count = (id: string) => threads.get(threadKey(id));
    return {
      version: ids.map((id) => count(id)?.version ?? 0).join(),
      read: async () => ({ counts: Object.fromEntries(ids.map((id) => [id, count(id)?.total ?? 0])) }),
    };
  },
});

/** A thread that nobody has written to. */
const untouched: ThreadState = {
  version: 0,
  closed: false,
  total: 0,
  pinned: 0,
  summary: { average: null, count: 0, distribution: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 } },
};

const nothing = { comments: [], next: null };

type Reader = (
  name: { site: string; thread: string },
  state: ThreadState,
) => Promise<{ comments: Comment[]; next: string | null }>;

const rootsReader = (store: Store, { sort, limit, cursor, rating }: ListRequest): Reader => {
  const list = rating === undefined ? sort : `${sort} ${rating}`;
  const after = cursor === undefined ? undefined : readCursor(list, cursor);
  return async (name, state) => {
    const slice = await store.threads.roots({ ...name, sort, limit, after, rating });
    // Pinned roots are no part of what the cursor walks; they come with the first page.
    const lifted = state.pinned > 0 && !after ? await store.threads.pinned(name) : [];
    const pinned = lifted.filter(({ comment }) => rating === undefined || comment.rating === rating);
    return { comments: [...pinned, ...slice.comments].map(withRepliesCursor), next: nextOf(slice, list) };
  };
};

const repliesReader = (store: Store, { parent, limit, cursor }: ListRequest): Reader => {
  const root = parent!;
  const after = cursor === undefined ? undefined : readCursor(repliesList, cursor);
  return async (name) => {
    const slice = await store.threads.replies({ ...name, root, limit, after });
    return { comments: slice.comments.map(({ comment }) => comment), next: nextOf(slice, repliesList) };
  };
};

const repliesList = 'replies';

const withRepliesCursor = ({ comment, repliesAfter }: ListedComment): Comment => {
  comment.replies ??= [];
  comment.repliesNext = repliesAfter ? writeCursor(repliesList, repliesAfter) : null;
  return comment;
};

const nextOf = ({ last }: Slice, list: string): string | null => (last ? writeCursor(list, last) : null);
