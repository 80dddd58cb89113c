import type { BackendFactory, RequestOptions } from '../../backend.js';
import type { Comment, CommentStatus, Sort, Thread } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { now } from '../../platform/clock.js';
import { requireUrl, threadSettings } from '../shared/adapter-settings.js';
import { toRoots } from '../shared/flat-thread.js';
import { foreignBackend, notFound } from '../shared/foreign-backend.js';
import { createHttp, type HttpRequest } from '../shared/http-json.js';
import { localMine } from '../shared/local-mine.js';
import { nextPage } from '../shared/page-cursor.js';
import { arrayOf, conform, count, reply, text, votes } from '../shared/shape.js';
import { threadPath } from '../shared/thread-path.js';
import { timestamp } from '../shared/timestamp.js';
import { unescapeHtml } from '../shared/unescape-html.js';
import { explainIsso } from './refusal.js';

type Raw = Record<string, unknown>;

const orders: Partial<Record<Sort, string>> = { newest: 'newest', oldest: 'oldest', helpful: 'upvotes' };

/** Limit of replies per root that no thread reaches. */
const allReplies = 100_000;
/** Maximum number of roots per page whose remaining replies are requested, if a server sends only some of them. */
const mostCut = 30;

const statuses: Record<number, CommentStatus> = { 1: 'published', 2: 'pending', 4: 'deleted' };

/**
 * An Isso server (0.13.1 and later, for sorting and paging).
 *
 * `url` is the server's address; the page's origin must be among its `host`s. A thread is the path of its page, as in
 * Isso's own client; a `thread` that is not an address is used as it is. Roots come with all their replies. Isso nests
 * one level, so a reply to a reply becomes a reply to its root. A vote can't be removed. Editing and removing need a
 * cookie of the server that is valid for 15 minutes; on pages of another site the browser must allow that cookie.
 *
 * Options:
 * - `editWindow`: seconds in which readers can change or remove their comments, as Isso's `max-age`; default 900
 * - `timeout`: milliseconds after which a request fails with the code `timeout`; default 15,000
 */
export const issoBackend: BackendFactory = ({ url, options }) => {
  const { editWindow = 900 } = options;
  if (!(typeof editWindow === 'number' && editWindow >= 0)) throw new StarlingError('misconfigured', 'editWindow');
  const server = requireUrl(url);
  const http = createHttp({ timeout: options.timeout, explain: explainIsso });
  const mine = localMine(`starling:isso:${url}`);
  let known: Thread | undefined;

  const call = async (path: string, request?: HttpRequest): Promise<unknown> =>
    (await http(`${server}${path}`, request)).data;

  const fetchReplies = async (uri: string, params: HttpRequest['params'], { signal }: RequestOptions) => {
    const answer = Object(await call('/', { params: { uri, ...params }, signal })) as Raw;
    known = settingsOf(Object(answer.config) as Raw, editWindow);
    return arrayOf((value) => Object(value) as Raw)(answer.replies);
  };

  /** Roots with their replies; all roots without `limit`. */
  const fetchRoots = async (uri: string, params: HttpRequest['params'], options: RequestOptions) => {
    // Without `nested_limit`, the limit and offset of the roots would apply to the replies too.
    const roots = await fetchReplies(uri, { ...params, nested_limit: allReplies }, options);
    const cut = roots.filter(({ hidden_replies: hidden }) => count(hidden) > 0).slice(0, mostCut);
    for (const root of cut) root.replies = await fetchReplies(uri, { parent: text(root.id) }, options);
    return roots;
  };

  const countAll = async (threads: string[], { signal }: RequestOptions): Promise<number[]> =>
    arrayOf(count)(await call('/count', { method: 'POST', body: threads, signal }));

  /** A change by the comment's author; a cookie identifies them. */
  const change = async (id: string, request: HttpRequest, before: Comment | undefined): Promise<unknown> => {
    const path = `/id/${encodeURIComponent(id)}`;
    return call(path, { ...request, credentials: 'include' }).catch((cause) => {
      const written = Date.parse(before?.createdAt ?? '');
      const late = mine.wrote(id) && !(now() - written < editWindow * 1000);
      throw cause.code === 'forbidden' && late ? new StarlingError('expired', cause.message, { cause }) : cause;
    });
  };

  return foreignBackend({
    name: 'isso',
    sorts: Object.keys(orders) as Sort[],
    mine,
    threadId: threadPath,
    settings: () => known ?? settingsOf({}, editWindow),
    limits: () => [{ field: 'author.url', most: 254 }],
    // The server shows them as roots.
    takesOrphans: true,

    list: async ({ thread, sort, limit, cursor }, options) => {
      const [{ items, next }, [total = 0]] = await Promise.all([
        nextPage<Raw>({
          of: sort,
          cursor,
          limit,
          idOf: ({ id }) => text(id),
          fetch: (offset, limit) => fetchRoots(thread.id, { sort: orders[sort], offset, limit }, options),
        }),
        countAll([thread.id], options),
      ]);
      return { comments: items.flatMap(toTree), next, total, summary: null, thread: known! };
    },

    /** Loads the whole thread, because the server returns a single comment only to its author. */
    lookUp: async ({ thread }, options) => (await fetchRoots(thread.id, {}, options)).flatMap(toTree),

    create: async ({ thread, parent, author, body }, _root, { signal }) => {
      const sent = {
        text: body,
        author: author.name?.trim() || undefined,
        email: author.email?.trim() || undefined,
        website: author.url?.trim() || undefined,
        parent: parent ? Number(parent) : null,
        // Without a title the server would read it from the page, and refuse the comment if it can't.
        title: thread.title || thread.id,
      };
      const params = { uri: thread.id };
      return toComment(await call('/new', { method: 'POST', params, body: sent, credentials: 'include', signal }));
    },

    edit: async ({ id }, body, { signal }, before) =>
      toComment(await change(id, { method: 'PUT', body: { text: body }, signal }, before)),

    remove: async ({ id }, { signal, keepalive }, before) =>
      void (await change(id, { method: 'DELETE', signal, keepalive }, before)),

    votesAreLocal: true,
    vote: async ({ id }, value, before, { signal }) => {
      if (before || !value) throw new StarlingError('forbidden', 'Isso lets nobody take a vote back.');
      const path = `/id/${encodeURIComponent(id)}/${value > 0 ? 'like' : 'dislike'}`;
      const answer = (await call(path, { method: 'POST', signal })) as Raw | null;
      if (!answer) throw notFound();
      // Newer servers send a message if they did not count the vote: own comment, or another vote from the same
      // network.
      if (answer.message) throw new StarlingError('forbidden', text(answer.message));
      return { votes: conform(votes, { up: answer.likes, down: answer.dislikes }), mine: value };
    },

    counts: async ({ threads }, options) => {
      const numbers = await countAll(threads, options);
      return Object.fromEntries(threads.map((id, index) => [id, numbers[index] ?? 0]));
    },

    preview: async (body, { signal }) =>
      text(Object(await call('/preview', { method: 'POST', body: { text: body }, signal })).text),
  });
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

/** A root with its replies; an empty list if all of them were removed. */
const toTree = (root: Raw): Comment[] =>
  toRoots([{ ...toComment(root), parent: null }, ...arrayOf(toComment)(root.replies ?? [])]);

const toComment = (value: unknown): Comment => {
  const raw = Object(value) as Raw;
  const status = statuses[Number(raw.mode)] ?? 'pending';
  return reply({
    id: raw.id,
    parent: raw.parent,
    // The server stores them escaped.
    author: { name: unescapeHtml(text(raw.author)), url: unescapeHtml(text(raw.website)) },
    html: status === 'deleted' ? '' : raw.text,
    status,
    createdAt: seconds(raw.created),
    editedAt: status === 'deleted' ? null : seconds(raw.modified),
    votes: { up: raw.likes, down: raw.dislikes },
  });
};

const seconds = (value: unknown): string => (typeof value === 'number' ? timestamp(Math.round(value * 1000)) : '');
