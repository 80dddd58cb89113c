import type { BackendFactory, CommentTarget, ListQuery, RequestOptions } from '../../backend.js';
import type { Comment, CommentStatus, Page, Sort, Thread, VoteValue } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { requireUrl, threadSettings } from '../shared/adapter-settings.js';
import { checkBody, checkDraft } from '../shared/check-draft.js';
import { checkVote } from '../shared/check-vote.js';
import { branchTo, toRoots } from '../shared/flat-thread.js';
import { createHttp, type HttpRequest } from '../shared/http-json.js';
import { explainIsso } from './refusal.js';
import { localMine } from '../shared/local-mine.js';
import { nextPage } from '../shared/page-cursor.js';
import { sendOnce } from '../shared/send-once.js';
import { arrayOf, conform, count, reply, text, votes } from '../shared/shape.js';
import { threadPath } from '../shared/thread-path.js';
import { timestamp } from '../shared/timestamp.js';
import { toTombstone } from '../shared/tombstone.js';
import { unescapeHtml } from '../shared/unescape-html.js';

type Raw = Record<string, unknown>;

const orders: Partial<Record<Sort, string>> = { newest: 'newest', oldest: 'oldest', helpful: 'upvotes' };

const statuses: Record<number, CommentStatus> = { 1: 'published', 2: 'pending', 4: 'deleted' };

/**
 * An Isso server (0.13.1 and later, for sorting and paging).
 *
 * `url` is the server's address; the page's origin must be among its `host`s. A thread is the path of its page, as in
 * Isso's own client; a `thread` that is no address is taken as it is. Roots come with all their replies; Isso nests
 * one level, so that an answer to a reply answers its root. A vote can't be taken back. Editing and removing hang on a
 * cookie of the server, good for 15 minutes: on pages of another site they need a browser that lets it through.
 *
 * Options:
 * - `editWindow`: seconds in which readers change or remove their comments, as Isso's `max-age`; 900
 * - `timeout`: milliseconds after which a request is given up with the code `timeout`; 15,000
 */
export const issoBackend: BackendFactory = ({ url, options }) => {
  const { editWindow = 900 } = options;
  if (!(typeof editWindow === 'number' && editWindow >= 0)) throw new StarlingError('misconfigured', 'editWindow');
  const server = requireUrl(url);
  const http = createHttp({ timeout: options.timeout, explain: explainIsso });
  const once = sendOnce();
  const mine = localMine(`starling:isso:${url}`);
  /** Every comment seen: changes are answered without what hangs below it. */
  const seen = new Map<string, Comment>();
  let known: Thread | undefined;

  const call = async (path: string, request?: HttpRequest): Promise<unknown> =>
    (await http(`${server}${path}`, request)).data;

  const note = (comment: Comment): Comment => {
    seen.set(comment.id, comment);
    return comment;
  };

  /** Roots with their replies; all of them without `limit`. */
  const fetchRoots = async (thread: string, params: HttpRequest['params'], { signal }: RequestOptions) => {
    const answer = Object(await call('/', { params: { uri: threadPath(thread), ...params }, signal })) as Raw;
    known = settingsOf(Object(answer.config) as Raw, editWindow);
    return arrayOf((value) => Object(value) as Raw)(answer.replies);
  };

  const countAll = async (threads: string[], { signal }: RequestOptions): Promise<number[]> =>
    arrayOf(count)(await call('/count', { method: 'POST', body: threads.map(threadPath), signal }));

  const loadThread = async (thread: string, options: RequestOptions): Promise<Comment[]> => {
    const roots = (await fetchRoots(thread, {}, options)).flatMap(toTree);
    for (const root of roots) [root, ...root.replies!].forEach(note);
    return roots;
  };

  const list = async ({ thread, sort, limit, cursor }: ListQuery, options: RequestOptions = {}): Promise<Page> => {
    const order = orders[sort];
    if (!order) throw new StarlingError('invalid', 'sort', { fields: { sort: 'Not a sort of this server.' } });
    const [{ items, next }, [total = 0]] = await Promise.all([
      nextPage<Raw>({
        of: sort,
        cursor,
        limit,
        idOf: ({ id }) => text(id),
        fetch: (offset, limit) => fetchRoots(thread.id, { sort: order, offset, limit }, options),
      }),
      countAll([thread.id], options),
    ]);
    const comments = items.flatMap(toTree);
    for (const root of comments) [root, ...root.replies!].forEach(note);
    return { comments, next, total, summary: null, thread: known! };
  };

  /** A change by who wrote the comment; the cookie says so. */
  const change = async (id: string, request: HttpRequest): Promise<unknown> => {
    const path = `/id/${encodeURIComponent(id)}`;
    return call(path, { ...request, credentials: 'include' }).catch((cause) => {
      const written = Date.parse(seen.get(id)?.createdAt ?? '');
      const late = mine.wrote(id) && !(Date.now() - written < editWindow * 1000);
      throw cause.code === 'forbidden' && late ? new StarlingError('expired', cause.message, { cause }) : cause;
    });
  };

  /** Isso makes a root of an answer to nothing. */
  const requireComment = async ({ thread, id }: CommentTarget, options: RequestOptions): Promise<void> => {
    if (!seen.has(id)) await loadThread(thread.id, options);
    if (!seen.has(id)) throw new StarlingError('not-found', 'There is no such comment.');
  };

  return {
    name: 'isso',
    sorts: Object.keys(orders) as Sort[],
    list,

    submit: async (draft, options = {}) => {
      const { signal, idempotencyKey } = options;
      signal?.throwIfAborted();
      const { thread, parent, author, body } = draft;
      checkDraft(draft, known ?? settingsOf({}, editWindow));
      return once(draft, idempotencyKey, async () => {
        if (parent) await requireComment({ thread, id: parent }, options);
        const sent = {
          text: body,
          author: author.name?.trim() || undefined,
          email: author.email?.trim() || undefined,
          website: author.url?.trim() || undefined,
          parent: parent ? Number(parent) : null,
          // Without one the server would read it out of the page, and refuse where it can't.
          title: thread.title || thread.id,
        };
        const params = { uri: threadPath(thread.id) };
        const answer = await call('/new', { method: 'POST', params, body: sent, credentials: 'include', signal });
        const comment = note(toComment(answer));
        mine.keepComment(thread.id, comment, body);
        return comment;
      });
    },

    /** By way of the whole thread: a single comment is given to its author only. */
    find: async ({ thread, id }, options = {}) => branchTo(await loadThread(thread.id, options), id),

    mine: async ({ thread }) => mine.read(thread.id),

    edit: async ({ thread, id }, { body }, { signal } = {}) => {
      signal?.throwIfAborted();
      checkBody(body ?? '');
      const { replyCount = 0, replies, author } = seen.get(id) ?? {};
      // What is left out would stay; given, so that the answer need not be trusted to have it.
      const answer = await change(id, { method: 'PUT', body: { text: body }, signal });
      const comment = note({ ...toComment(answer), replyCount, replies, ...(author && { author }) });
      mine.keepComment(thread.id, comment, body!);
      return comment;
    },

    remove: async ({ id }, { signal } = {}) => {
      await change(id, { method: 'DELETE', signal });
      mine.forgetComment(id);
      const removed = toTombstone(seen.get(id) ?? reply({ id }));
      seen.delete(id);
      return removed;
    },

    vote: async ({ id }, value, { signal } = {}) => {
      signal?.throwIfAborted();
      checkVote(value);
      const before = mine.voteOn(id);
      const votesNow = seen.get(id)?.votes ?? { up: 0, down: 0 };
      if (before === value) return { votes: votesNow, mine: value };
      if (mine.wrote(id)) throw new StarlingError('forbidden', 'Nobody votes on their own comment.');
      if (before || !value) throw new StarlingError('forbidden', 'Isso lets nobody take a vote back.');
      const path = `/id/${encodeURIComponent(id)}/${value > 0 ? 'like' : 'dislike'}`;
      const answer = (await call(path, { method: 'POST', signal })) as Raw | null;
      if (!answer) throw new StarlingError('not-found', 'There is no such comment.');
      // Newer servers say so where they did not count it: own comment, or a vote from the same network.
      if (answer.message) throw new StarlingError('forbidden', text(answer.message));
      const now = conform(votes, { up: answer.likes, down: answer.dislikes });
      if (seen.has(id)) note({ ...seen.get(id)!, votes: now });
      mine.keepVote(id, value);
      return { votes: now, mine: value satisfies VoteValue };
    },

    counts: async ({ threads }, options = {}) => {
      const numbers = await countAll(threads, options);
      return Object.fromEntries(threads.map((id, index) => [id, numbers[index] ?? 0]));
    },

    preview: async (body, { signal } = {}) => {
      checkBody(body);
      return text(Object(await call('/preview', { method: 'POST', body: { text: body }, signal })).text);
    },
  };
};

const settingsOf = (config: Raw, editWindow: number): Thread =>
  threadSettings({
    fields: {
      name: config['require-author'] ? 'required' : 'optional',
      email: config['require-email'] ? 'required' : 'optional',
      url: config['website-field'] === false ? 'hidden' : 'optional',
    },
    votes: true,
    editWindow,
  });

/** A root with its replies; none where it was removed with all of them. */
const toTree = (root: Raw): Comment[] =>
  toRoots([{ ...toComment(root), parent: null }, ...arrayOf(toComment)(root.replies ?? [])]);

const toComment = (value: unknown): Comment => {
  const raw = Object(value) as Raw;
  const status = statuses[Number(raw.mode)] ?? 'pending';
  return reply({
    id: raw.id,
    parent: raw.parent,
    // Kept escaped.
    author: { name: unescapeHtml(text(raw.author)), url: unescapeHtml(text(raw.website)) },
    html: status === 'deleted' ? '' : raw.text,
    status,
    createdAt: seconds(raw.created),
    editedAt: status === 'deleted' ? null : seconds(raw.modified),
    votes: { up: raw.likes, down: raw.dislikes },
  });
};

const seconds = (value: unknown): string => (typeof value === 'number' ? timestamp(Math.round(value * 1000)) : '');
