import type {
  Backend,
  CommentTarget,
  CountsQuery,
  ListQuery,
  RequestOptions,
  ThreadTarget,
  VoteResult,
  WriteOptions,
} from '../../backend.js';
import type { Comment, Draft, Page, Sort, Thread, VoteValue } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { checkBody, checkDraft, checkLimits, type ServerLimit } from './check-draft.js';
import { branchTo } from './flat-thread.js';
import type { LocalMine } from './local-mine.js';
import { sendOnce } from './send-once.js';
import { reply } from './shape.js';
import { toTombstone } from './tombstone.js';

/**
 * The part of an adapter that is specific to somebody else's server; `foreignBackend` makes a backend from it. When its
 * methods are called, threads have the names that `threadId` returns, drafts and votes are checked, and no signal is
 * aborted yet.
 */
export interface Driver extends Pick<Backend, 'name' | 'likesOnly' | 'challenge'> {
  /** The server's name for a thread, as its own client would use it. Given such a name, returns it unchanged. */
  threadId(thread: string): string;
  sorts: readonly Sort[];
  /** What was written there in this browser. */
  mine: LocalMine;
  /** The settings that a draft is checked against. */
  settings(target: ThreadTarget, options: RequestOptions): Thread | Promise<Thread>;
  /** Limits of the server that are lower than the contract's. Called after `settings`. */
  limits?(target: ThreadTarget): readonly ServerLimit[];
  /**
   * Set if the server accepts a reply to a comment that does not exist (any more), and hides it or shows it as a root.
   */
  takesOrphans?: boolean;
  /** Roots with all their replies. */
  list(query: ListQuery, options: RequestOptions): Promise<Page>;
  /**
   * Roots with all their replies, among them the root of the comment if it exists. If not, may reject with `not-found`
   * or resolve without it.
   */
  lookUp(target: CommentTarget, options: RequestOptions): Promise<Comment[]>;
  /** Saves a comment; `root` is the root of the comment that it replies to. */
  create(draft: Draft, root: string | undefined, options: RequestOptions): Promise<Comment>;
  /** `before` is the comment as last seen. */
  edit?(target: CommentTarget, body: string, options: RequestOptions, before?: Comment): Promise<Comment>;
  remove?(target: CommentTarget, options: RequestOptions, before?: Comment): Promise<void>;
  /** The votes that the server can count; all by default. */
  votes?: readonly VoteValue[];
  /** Set if only this browser knows the reader's votes. Otherwise the server does, and `before` may be out of date. */
  votesAreLocal?: boolean;
  vote?(target: CommentTarget, value: VoteValue, before: VoteValue, options: WriteOptions): Promise<VoteResult>;
  /** Counts by the names of the threads; missing ones count as 0. */
  counts(query: CountsQuery, options: RequestOptions): Promise<Record<string, number>>;
  preview?(body: string, options: RequestOptions): string | Promise<string>;
}

/** What is the same for every server: checks, names, and the comments that this browser has written or seen. */
export const foreignBackend = (driver: Driver): Backend => {
  const { name, sorts, likesOnly, mine, threadId, challenge, edit, remove, vote, preview } = driver;
  const once = sendOnce();
  /** Every comment seen, with its place in the tree, because most responses contain only the comment itself. */
  const seen = new Map<string, Comment>();

  const named = <T extends ThreadTarget>(target: T): T => ({
    ...target,
    thread: { ...target.thread, id: threadId(target.thread.id) },
  });

  const note = (roots: readonly Comment[]): void => {
    for (const root of roots) for (const each of [root, ...(root.replies ?? [])]) seen.set(each.id, each);
  };

  const find = async (target: CommentTarget, options: RequestOptions) => {
    const roots = await driver.lookUp(target, options);
    note(roots);
    return branchTo(roots, target.id);
  };

  /** A comment that exists and can be replied to or voted on. */
  const locate = async (target: CommentTarget, options: RequestOptions, fresh?: boolean): Promise<Comment> => {
    if (fresh || !seen.has(target.id)) await find(target, options);
    const found = seen.get(target.id);
    if (!found || found.status === 'deleted') throw notFound();
    return found;
  };

  return {
    name,
    sorts,
    threadId,
    ...(likesOnly && { likesOnly }),
    ...(challenge && { challenge }),

    list: async (query, options = {}) => {
      options.signal?.throwIfAborted();
      if (!sorts.includes(query.sort))
        throw new StarlingError('invalid', 'sort', { fields: { sort: 'Not a sort of this server.' } });
      const page = await driver.list(named(query), options);
      note(page.comments);
      return page;
    },

    submit: async (draft, { signal, idempotencyKey } = {}) => {
      signal?.throwIfAborted();
      const sent = named(draft);
      const { thread, parent, body } = sent;
      checkDraft(sent, await driver.settings(sent, { signal }));
      checkLimits(sent, driver.limits?.(sent) ?? []);
      return once(sent, idempotencyKey, async () => {
        const above = parent ? await locate({ ...sent, id: parent }, { signal }, driver.takesOrphans) : undefined;
        const kept = await driver.create(sent, above?.root, { signal });
        const comment: Comment = { ...kept, root: above?.root ?? kept.id };
        seen.set(comment.id, comment);
        mine.keepComment(thread.id, comment, body);
        return comment;
      });
    },

    find: async (target, options = {}) => {
      options.signal?.throwIfAborted();
      return find(named(target), options);
    },

    mine: async ({ thread }) => mine.read(threadId(thread.id)),

    counts: async ({ site, threads }, options = {}) => {
      options.signal?.throwIfAborted();
      const names = new Map(threads.map((id) => [id, threadId(id)]));
      const counts = await driver.counts({ site, threads: [...new Set(names.values())] }, options);
      return Object.fromEntries([...names].map(([id, own]) => [id, counts[own] ?? 0]));
    },

    ...(edit && {
      edit: async (target, { body = '' }, { signal } = {}) => {
        signal?.throwIfAborted();
        checkBody(body);
        checkLimits({ body }, driver.limits?.(named(target)) ?? []);
        const own = named(target);
        const before = seen.get(target.id);
        const changed = await edit(own, body, { signal }, before);
        if (changed.id !== target.id) throw new StarlingError('server', 'the answer is about another comment');
        const { html, status, editedAt } = changed;
        const comment = before ? { ...before, html, status, editedAt } : changed;
        seen.set(target.id, comment);
        mine.keepComment(own.thread.id, comment, body);
        return comment;
      },
    }),

    ...(remove && {
      remove: async (target, { signal, keepalive } = {}) => {
        signal?.throwIfAborted();
        const { id } = target;
        const before = seen.get(id);
        await remove(named(target), { signal, keepalive }, before);
        mine.forgetComment(id);
        const removed = toTombstone(before ?? reply({ id }));
        seen.delete(id);
        return removed;
      },
    }),

    ...(vote && {
      vote: async (target, value, options = {}) => {
        options.signal?.throwIfAborted();
        checkVote(value, driver.votes);
        const { id } = target;
        if (mine.wrote(id)) throw new StarlingError('forbidden', 'Nobody votes on their own comment.');
        const before = mine.voteOn(id);
        if (driver.votesAreLocal) {
          const { votes } = await locate(named(target), options);
          if (before === value) return { votes, mine: value };
        }
        const result = await vote(named(target), value, before, options);
        mine.keepVote(id, result.mine);
        const known = seen.get(id);
        if (known) seen.set(id, { ...known, votes: result.votes });
        return result;
      },
    }),

    ...(preview && {
      preview: async (body, options = {}) => {
        options.signal?.throwIfAborted();
        checkBody(body);
        return preview(body, options);
      },
    }),
  };
};

export const notFound = (cause?: unknown): StarlingError =>
  new StarlingError('not-found', 'There is no such comment.', { cause });

/** Refuses a vote that the server can't count. */
const checkVote = (value: VoteValue, known: readonly VoteValue[] = [1, 0, -1]): void => {
  if (!known.includes(value))
    throw new StarlingError('invalid', 'value', { fields: { value: `Must be one of ${known.join(', ')}.` } });
};
