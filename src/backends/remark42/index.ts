import type { BackendFactory, CommentTarget, RequestOptions } from '../../backend.js';
import type { Comment, Sort, Thread, Votes } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { abortable } from '../../platform/abortable.js';
import { requireUrl, threadSettings } from '../shared/adapter-settings.js';
import { readCursor, writeCursor } from '../shared/cursor.js';
import { toRoots } from '../shared/flat-thread.js';
import { foreignBackend } from '../shared/foreign-backend.js';
import { createHttp, type HttpRequest } from '../shared/http-json.js';
import { localMine } from '../shared/local-mine.js';
import { arrayOf, count, recordOf, reply, text } from '../shared/shape.js';
import { timestamp } from '../shared/timestamp.js';
import { toLocator } from './locator.js';
import { explainRemark42 } from './refusal.js';
import { isAnonymousName, remark42Session } from './session.js';

type Raw = Record<string, unknown>;

const orders: Partial<Record<Sort, string>> = { newest: '-time', oldest: '+time', helpful: '-score' };

/** Maximum number of requests for one page, in case a server sends the same comments again and again. */
const mostRequests = 20;

/**
 * A Remark42 server (1.11 and later), with readers who log in anonymously.
 *
 * `url` is the server's address, `site` its site id; both are required. A thread is the address of its page. The server
 * must allow anonymous login (AUTH_ANON) and send its token in a header (AUTH_SEND_JWT_HEADER). It hides that header
 * from other origins, so it must be served from the page's own origin, or behind a proxy that exposes `X-JWT`. Readers
 * are logged in with the name that they give when they first write, and again when the token has expired. Readers who
 * vote before that are guests with a generated name. Votes of guests need ANON_VOTE and VOTES_IP. The server returns
 * only the score, which is shown as that many up or down votes. Comments with replies can be neither edited nor
 * removed.
 *
 * Options:
 * - `timeout`: milliseconds after which a request fails with the code `timeout`; default 15,000
 */
export const remark42Backend: BackendFactory = ({ url, site, options }) => {
  const server = requireUrl(url);
  if (!site) throw new StarlingError('misconfigured', 'site');
  const http = createHttp({ timeout: options.timeout, explain: explainRemark42 });
  const session = remark42Session(http, server, site);
  const mine = localMine(`starling:remark42:mine:${site}:${url}`);
  let config: Promise<Raw> | undefined;
  let known: Raw = {};
  let siteKnown = false;

  const get = async (path: string, params: HttpRequest['params'], { signal }: RequestOptions): Promise<Raw> =>
    Object((await http(`${server}/api/v1${path}`, { params: { site, ...params }, signal })).data) as Raw;

  /** Requested once, because it does not change while a page is open. */
  const getConfig = (): Promise<Raw> => {
    config ??= get('/config', {}, {});
    config.catch(() => (config = undefined));
    return config;
  };

  const getTree = async (thread: string, params: HttpRequest['params'], options: RequestOptions) => {
    const query = { url: toLocator(thread), format: 'tree', ...params };
    const { comments, info } = await get('/find', query, options);
    const roots = arrayOf((node) => node)(comments ?? []).flatMap((node) => toRoots(flatten(node)));
    return { roots, info: Object(info) as Raw };
  };

  /** For an unknown site the server returns empty threads. Only a list of pages is refused, so request one. */
  const checkSite = async (options: RequestOptions): Promise<void> => {
    if (siteKnown) return;
    await get('/list', { limit: 1 }, options).catch((cause) => {
      if (options.signal?.aborted || cause.code === 'misconfigured') throw cause;
    });
    siteKnown = true;
  };

  /** A request about one comment, made as the user who wrote it here, or else as the current user. */
  const change = ({ id, thread }: CommentTarget, path: string, { params, ...request }: HttpRequest) =>
    session.call(
      `/${path}/${encodeURIComponent(id)}`,
      { ...request, method: 'PUT', params: { site, url: toLocator(thread.id), ...params } },
      session.nameOf(id),
    );

  const checkName = (name: string): void => {
    if (isAnonymousName(name)) return;
    const fields = { 'author.name': 'Only letters, digits, spaces and _, three at least.' };
    throw new StarlingError('invalid', 'Some fields are not valid.', { fields });
  };

  return foreignBackend({
    name: 'remark42',
    sorts: Object.keys(orders) as Sort[],
    mine,
    threadId: (thread) => thread.split('#')[0]!,

    settings: async () => {
      known = await getConfig();
      return settingsOf(known, {});
    },

    limits: () => [{ field: 'body', most: count(known.max_comment_size) || Infinity }],

    list: async ({ thread, sort, limit, cursor }, options) => {
      const fits = ({ after, seen }: State) => typeof after === 'string' && Array.isArray(seen);
      const state = readCursor<State>(sort, cursor, fits);
      const had = new Set(state?.seen);
      const comments: Comment[] = [];
      const configured = getConfig();
      let [offset, more, info]: [string | undefined, boolean, Raw] = [state?.after, true, {}];
      // If the comment at the offset was removed meanwhile, the server starts again; skip what the reader has already.
      for (let requests = 0; more && !comments.length && requests < mostRequests; requests++) {
        const page = await getTree(thread.id, { sort: orders[sort], limit, offset_id: offset }, options);
        info = page.info;
        comments.push(...page.roots.filter(({ id }) => !had.has(id)));
        offset = text(info.last_comment) || undefined;
        more = count(info.count_left) > 0 && !!offset;
      }
      if (comments.length) siteKnown = true;
      else await checkSite(options);
      const seen = [...had, ...comments.map(({ id }) => id)];
      const next = more && comments.length ? writeCursor<State>(sort, { after: offset!, seen }) : null;
      const { count: total } = info;
      return { comments, next, total: count(total), summary: null, thread: settingsOf(await configured, info) };
    },

    lookUp: async ({ thread }, options) => (await getTree(thread.id, {}, options)).roots,

    create: async ({ thread, parent, author, body }, _root, { signal }) => {
      const name = author.name!.trim();
      checkName(name);
      const sent = { text: body, pid: parent, title: thread.title, locator: { site, url: toLocator(thread.id) } };
      const request = { method: 'POST', params: { site }, body: sent, signal };
      const comment = toComment((await session.call('/comment', request, name)).data);
      session.remember(comment.id, name);
      return comment;
    },

    edit: async (target, body, { signal }) =>
      toComment((await change(target, 'comment', { body: { text: body }, signal })).data),

    remove: async (target, { signal, keepalive }) =>
      void (await change(target, 'comment', { body: { delete: true }, signal, keepalive })),

    votesAreLocal: true,
    vote: async (target, value, before, { signal }) => {
      const step = async (vote: 1 | -1): Promise<Votes> => {
        const { data } = await change(target, 'vote', { params: { vote }, signal });
        return votesOf(Object(data).score);
      };
      if (!before) return { votes: await step(value as 1 | -1), mine: value };
      // The opposite vote only removes the earlier one; a second request casts the new vote.
      const votes = await step(before === 1 ? -1 : 1);
      mine.keepVote(target.id, 0);
      return { votes: value ? await patiently(() => step(value), signal) : votes, mine: value };
    },

    counts: async ({ threads }, { signal }) => {
      const names = new Map(threads.map((thread) => [toLocator(thread), thread]));
      const request = { method: 'POST', params: { site }, body: [...names.keys()], signal };
      const posts = arrayOf(recordOf((value) => value))((await http(`${server}/api/v1/counts`, request)).data);
      return Object.fromEntries(posts.map((post) => [names.get(text(post.url)) ?? '', count(post.count)]));
    },

    preview: async (body, { signal }) => {
      const request = { method: 'POST', params: { site }, body: { text: body }, expect: 'text', signal } as const;
      return (await session.call('/preview', request)).text;
    },
  });
};

/** The state of paging: the last root, and all roots that the reader has. */
interface State {
  after: string;
  seen: string[];
}

const settingsOf = (config: Raw, info: Raw): Thread => {
  const providers = Array.isArray(config.auth_providers) ? config.auth_providers : ['anonymous'];
  return threadSettings({
    closed: !!info.read_only || !!config.subscribers_only || !providers.includes('anonymous'),
    fields: { name: 'required', email: 'hidden', url: 'hidden' },
    votes: !!config.anon_vote,
    editWindow: count(config.edit_duration),
  });
};

/**
 * Repeats a request that runs into the server's limit of one write in two seconds (UPDATE_LIMIT), after waiting. This
 * happens to actions that need two requests, such as changing a vote.
 */
const patiently = async <T>(send: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  for (let tries = 0; ; tries++) {
    try {
      return await send();
    } catch (cause) {
      if (!(cause instanceof StarlingError) || cause.code !== 'rate-limited' || tries >= 2) throw cause;
      const seconds = Math.min(cause.retryAfter ?? 2, 10);
      await abortable(new Promise((resolve) => setTimeout(resolve, seconds * 1000 + 100)), signal);
    }
  }
};

/** A tree as a flat list. There is no recursion, because a branch may be 10,000 levels deep. */
const flatten = (root: unknown): Comment[] => {
  const comments: Comment[] = [];
  for (const nodes = [root]; nodes.length;) {
    const { comment, replies } = Object(nodes.pop()) as Raw;
    comments.push(toComment(comment));
    if (Array.isArray(replies)) for (const each of replies) nodes.push(each);
  }
  return comments;
};

const toComment = (value: unknown): Comment => {
  const raw = Object(value) as Raw;
  const user = Object(raw.user) as Raw;
  const deleted = !!raw.delete;
  return reply({
    id: raw.id,
    parent: raw.pid,
    // The server keeps the author's name in removed comments, so drop it here.
    author: deleted
      ? {}
      : { name: user.name, badge: user.admin ? 'moderator' : user.verified ? 'verified' : undefined },
    html: deleted ? '' : raw.text,
    status: deleted ? 'deleted' : 'published',
    createdAt: timestamp(raw.time),
    editedAt: deleted ? null : timestamp(Object(raw.edit).time),
    votes: votesOf(raw.score),
    pinned: raw.pin,
  });
};

const votesOf = (score: unknown): Votes => ({ up: count(score), down: count(-Number(score)) });
