import type { Backend, ListQuery, RepliesQuery, RequestOptions, ThreadTarget, WriteOptions } from '../../backend.js';
import { limits, type Comment, type Draft, type Page } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { nameThread } from '../../normalise-thread.js';
import { checkBody } from '../shared/check-draft.js';
import type { EngineSettings } from './settings.js';
import { toParagraphs } from '../shared/to-paragraphs.js';
import { compareKeys, fromCursor, toCursor } from '../shared/root-order.js';
import type { ThreadRecord } from './thread-record.js';
import { countVotes, viewThread, type PlacedComment, type ThreadView } from './thread-view.js';
import { edit, hasWritten, rate, remove, report, submit, vote, type WriteContext } from './thread-writes.js';

/**
 * Where threads are stored. All methods are synchronous, so that nothing else can write between a load and its save.
 */
export interface ThreadStorage {
  /** Undefined if nobody has ever written to the thread. */
  load(key: string): ThreadRecord | undefined;
  /** @throws StarlingError if the thread can't be saved */
  save(key: string, thread: ThreadRecord): void;
  /** Calls the listener after others have saved the thread. Returns a function that stops this. */
  watch(key: string, listener: () => void): () => void;
}

export interface EngineOptions {
  name: string;
  /** The visitor who makes all writes. */
  visitor: string;
  storage: ThreadStorage;
  settings: EngineSettings;
  site?: string;
}

/** A complete backend on top of a storage for threads; the local backends share it. */
export const createCommentEngine = ({ name, visitor, storage, settings, site = '' }: EngineOptions): Backend => {
  const keyOf = (target: ThreadTarget) => JSON.stringify([target.site ?? site, nameThread(target.thread.id)]);
  const open = (target: ThreadTarget, options?: RequestOptions): ThreadRecord => {
    options?.signal?.throwIfAborted();
    return storage.load(keyOf(target)) ?? settings.seed(nameThread(target.thread.id));
  };
  const read = (target: ThreadTarget, options?: RequestOptions): ThreadView => viewThread(open(target, options));

  /** Applies a change and saves the thread. If the change throws, nothing is saved. */
  const write = <T>(
    target: ThreadTarget,
    options: WriteOptions | undefined,
    change: (thread: ThreadRecord, context: WriteContext) => T,
  ): { result: T; view: ThreadView } => {
    const thread = open(target, options);
    const { version } = thread;
    const { thread: rules, hold } = settings;
    const result = change(thread, { visitor, now: Date.now(), settings: rules, hold, captcha: options?.captcha });
    if (thread.version !== version) storage.save(keyOf(target), thread);
    return { result, view: viewThread(thread) };
  };

  const toPage = (view: ThreadView, comments: Comment[], next: string | null, cursor?: string): Page => ({
    comments,
    next,
    total: view.total(),
    summary: cursor === undefined ? view.summary() : null,
    thread: structuredClone(settings.thread),
  });

  return {
    name,
    editsStars: true,
    threadId: nameThread,

    list: async (query, options) => {
      const view = read(query, options);
      const { comments, next } = rootsPage(view, query);
      return toPage(view, comments, next, query.cursor);
    },

    replies: async (query, options) => {
      const view = read(query, options);
      const { comments, next } = repliesPage(view, query);
      return toPage(view, comments, next, query.cursor);
    },

    submit: async (draft: Draft, options) => {
      const { result, view } = write(draft, options, (thread, context) =>
        submit(thread, draft, context, options?.idempotencyKey),
      );
      return view.own(result);
    },

    find: async (target, options) => {
      const [root, ...path] = read(target, options).branch(target.id);
      if (!root) throw new StarlingError('not-found');
      return { root, path };
    },

    mine: async (target, options) => {
      const thread = open(target, options);
      return hasWritten(thread, visitor) ? viewThread(thread).mine(visitor, Date.now()) : undefined;
    },

    edit: async (target, change, options) => {
      const { result, view } = write(target, options, (thread, context) => edit(thread, target.id, change, context));
      return view.own(result);
    },

    remove: async (target, options) => {
      const { result, view } = write(target, options, (thread, context) => remove(thread, target.id, context));
      return view.own(result);
    },

    vote: async (target, value, options) => {
      const { result } = write(target, options, (thread, context) => vote(thread, target.id, value, context));
      return { votes: countVotes(result), mine: value };
    },

    report: async (target, _reason, options) => {
      write(target, options, (thread, context) => report(thread, target.id, context));
    },

    rate: async (target, value, options) => {
      const { view } = write(target, options, (thread, context) => rate(thread, value, context));
      return { summary: view.summary(), mine: view.mine(visitor, Date.now()).rating };
    },

    counts: async ({ site, threads }, options) => {
      if (threads.length > limits.counts)
        throw new StarlingError('invalid', 'threads', { fields: { thread: `At most ${limits.counts}.` } });
      return Object.fromEntries(threads.map((id) => [id, read({ site, thread: { id } }, options).total()]));
    },

    preview: async (body, options) => {
      options?.signal?.throwIfAborted();
      checkBody(body);
      return toParagraphs(body);
    },

    subscribe: (target, listener) => storage.watch(keyOf(target), listener),
  };
};

const rootsPage = (view: ThreadView, { sort, limit, cursor, rating }: ListQuery) => {
  const roots = view.roots(sort).filter(({ comment }) => !rating || comment.rating === rating);
  const page = slice(
    roots.filter(({ comment }) => !comment.pinned),
    { sort, limit, cursor },
  );
  const pinned = cursor === undefined ? roots.filter(({ comment }) => comment.pinned) : [];
  const placed = [...pinned.sort((a, b) => compareKeys(a.key, b.key)), ...page.placed];
  return { comments: placed.map(({ comment }) => withReplies(view, comment)), next: page.next };
};

const repliesPage = (
  view: ThreadView,
  { parent, limit, cursor }: Pick<RepliesQuery, 'parent' | 'limit' | 'cursor'>,
) => {
  const { placed, next } = slice(view.replies(parent), { sort: 'oldest', limit, cursor });
  return { comments: placed.map(({ comment }) => comment), next };
};

const withReplies = (view: ThreadView, root: Comment): Comment => {
  const { comments, next } = repliesPage(view, { parent: root.id, limit: limits.inlineReplies });
  return { ...root, replies: comments, repliesNext: next };
};

const slice = (all: PlacedComment[], { sort, limit, cursor }: Pick<ListQuery, 'sort' | 'limit' | 'cursor'>) => {
  if (!(limit >= 1 && limit <= limits.pageSize))
    throw new StarlingError('invalid', 'limit', { fields: { limit: `1 to ${limits.pageSize}.` } });
  const after = fromCursor(sort, cursor);
  const rest = all.filter(({ key }) => !after || compareKeys(after, key) < 0).sort((a, b) => compareKeys(a.key, b.key));
  const placed = rest.slice(0, limit);
  return { placed, next: rest.length > limit ? toCursor(sort, placed.at(-1)!.key) : null };
};
