import { notFound } from '../api-error.js';
import { limits, type Branch, type Comment, type Page, type Sort, type Stars, type Summary } from '../contract.js';
import type { ListedComment, Position, ThreadRecord } from '../store/records.js';
import type { ThreadName } from '../store/requests.js';
import type { Store } from '../store/store.js';
import type { RootsQuery, ThreadReads } from '../store/threads.js';
import { createRoom, firstThatFit, lastThatFit, type Room } from './answer-bounds.js';
import { readCursor, writeCursor } from './cursor.js';
import { publicComment, summaryOf } from './present.js';
import { closedBefore, threadSettings } from './settings.js';
import { resolveSite, servedSite, type Sites } from './sites.js';
import { nameThread } from './thread-name.js';

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

/** A public answer with the version of its data, both from one snapshot. */
export interface Versioned<T> {
  version: string;
  /** Absent if the caller already has this version. */
  answer?: T;
}

/** Whether the answer of this version is already known, so that it need not be read. */
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

/**
 * The public reads, which are the same for everybody. Each uses one snapshot, so that a version never stands for two
 * different answers.
 */
export const createThreads = (store: Store, sites: Sites, now: () => number): Threads => ({
  list: async (request, isKnown) => {
    const site = resolveSite(sites, request.site);
    const name = nameThread(site.id, request.thread);
    const readComments = request.parent === undefined ? rootsReader(request) : repliesReader(request);
    return store.read(async ({ threads }) => {
      const thread = (await threads.find(name)) ?? untouched;
      const closed = thread.closed || thread.createdAt < (closedBefore(site, now()) ?? -Infinity);
      const version = `${thread.version} ${closed} ${site.fingerprint}`;
      if (isKnown(version)) return { version };
      const answer = {
        ...(thread === untouched ? nothing : await readComments(threads, { ...name, thread: thread.thread }, thread)),
        total: thread.total,
        version: thread.version,
        summary: request.cursor === undefined ? summaryOf(thread.stars) : null,
        thread: threadSettings(site, closed),
      };
      return { version, answer };
    });
  },

  find: ({ site, id }, isKnown) =>
    store.read(async ({ threads }) => {
      const thread = await threads.ofComment(id);
      if (!thread || !servedSite(sites, site, thread.site)) throw notFound();
      const version = String(thread.version);
      if (isKnown(version)) return { version };
      const [root, ...path] = (await threads.branch(id)).map(publicComment);
      if (!root) throw notFound();
      const room = createRoom();
      room.take([root]);
      return { version, answer: { root, path: lastThatFit(path, room) } };
    }),

  summary: async ({ site, thread }, isKnown) => {
    const name = nameThread(resolveSite(sites, site).id, thread);
    const { version: number, stars } = (await store.read(({ threads }) => threads.find(name))) ?? untouched;
    const version = String(number);
    return isKnown(version) ? { version } : { version, answer: summaryOf(stars) };
  },

  counts: async ({ site, thread: ids }, isKnown) => {
    const named = resolveSite(sites, site).id;
    const keys = ids.map((id) => nameThread(named, id).thread);
    const found = await store.read(({ threads }) => threads.counts(named, keys));
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
  thread: '',
  version: 0,
  closed: false,
  total: 0,
  pinned: 0,
  createdAt: Infinity,
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
    // Pinned roots are not part of what the cursor walks; they come with the first page.
    const lifted = pins > 0 && !after ? await threads.pinned(name) : [];
    const pinned = lifted.filter(({ comment }) => rating === undefined || comment.rating === rating);
    const room = createRoom();
    const shownPins = pinned.map(toShown);
    room.take(shownPins.map(({ comment }) => comment));
    const { roots, last } = await rootsThatFit(threads, { ...name, sort, limit, after, rating }, room);
    const next = last ? writeCursor(list, last) : null;
    return { comments: [...shownPins, ...roots].map((root) => withReplies(root, room)), next };
  };
};

/** How many roots are read at once: a hundred of them, with replies of the maximum length, would take 40 MB. */
const batch = limits.defaultPageSize;

/** A root as the public sees it, still without its replies. */
interface ShownRoot {
  listed: ListedComment;
  comment: Comment;
}

const toShown = (listed: ListedComment): ShownRoot => ({ listed, comment: toPublic(listed) });

/** Reads roots until there are enough, or no more fit. */
const rootsThatFit = async (
  threads: ThreadReads,
  query: RootsQuery,
  room: Room<Comment>,
): Promise<{ roots: ShownRoot[]; last: Position | undefined }> => {
  const roots: ShownRoot[] = [];
  let { after } = query;
  for (;;) {
    const wanted = Math.min(batch, query.limit - roots.length);
    const slice = await threads.roots({ ...query, after, limit: wanted });
    const shown = slice.comments.map(toShown);
    const comments = shown.map(({ comment }) => comment);
    const fitting = shown.slice(0, firstThatFit(comments, room, roots.length > 0));
    roots.push(...fitting);
    after = fitting.at(-1)?.listed.position ?? after;
    if (fitting.length < shown.length) return { roots, last: after };
    if (!slice.last || roots.length === query.limit) return { roots, last: slice.last };
  }
};

const repliesReader = ({ parent, limit, cursor }: ListRequest): Reader => {
  const root = parent!;
  const after = cursor === undefined ? undefined : readCursor(repliesList, cursor);
  return async (threads, name) => {
    const slice = await threads.replies({ ...name, root, limit, after });
    const comments = slice.comments.map(toPublic);
    const count = firstThatFit(comments, createRoom());
    const last = count < comments.length ? slice.comments[count - 1]!.position : slice.last;
    return { comments: comments.slice(0, count), next: last ? writeCursor(repliesList, last) : null };
  };
};

const repliesList = 'replies';

const toPublic = ({ comment }: ListedComment): Comment => publicComment(comment);

/** Replies that don't fit can be read later with their cursor. */
const withReplies = ({ listed, comment }: ShownRoot, room: Room<Comment>): Comment => {
  const replies = listed.replies.map(publicComment);
  const fit = room.take(replies);
  const after = fit ? listed.repliesAfter : beforeAll;
  comment.replies = fit ? replies : [];
  comment.repliesNext = after ? writeCursor(repliesList, after) : null;
  return comment;
};

/** A position before all comments. */
const beforeAll = { rank: 0, createdAt: 0, id: '0' };
