import type { BackendFactory, RequestOptions } from '../../backend.js';
import type { Comment, ErrorCode, Sort } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { fieldsOption, requireUrl, textOption, threadSettings } from '../shared/adapter-settings.js';
import { countThreads } from '../shared/count-threads.js';
import { findInPages } from '../shared/find-in-pages.js';
import { toRoots } from '../shared/flat-thread.js';
import { foreignBackend, notFound } from '../shared/foreign-backend.js';
import { createHttp, type HttpRequest } from '../shared/http-json.js';
import { localMine } from '../shared/local-mine.js';
import { nextPage, windowOfPages } from '../shared/page-cursor.js';
import { arrayOf, count, recordOf, reply, text } from '../shared/shape.js';
import { threadPath } from '../shared/thread-path.js';
import { timestamp } from '../shared/timestamp.js';

type Raw = Record<string, unknown>;

/** The largest page that a server sends. */
const mostRoots = 100;
/** Authors who are signed in may always change what they wrote. */
const always = 100 * 365 * 86_400;

const orders: Partial<Record<Sort, string>> = {
  newest: 'insertedAt_desc',
  oldest: 'insertedAt_asc',
  // With no votes against, the Wilson bound rises with their number.
  helpful: 'like_desc',
};

/**
 * A Waline server (v2, v3), over its REST API.
 *
 * `url` is the server's address, Waline's `serverURL`. A thread is the path of its page, as in Waline's own client;
 * a `thread` that is no address is taken as it is. Roots come with all their replies; votes are likes, so that one
 * against has no button; a draft with the captcha `turnstile` or `recaptcha` (v3) sends its token. What the reader sent
 * of late is kept in this browser, as the server does not know visitors who are not signed in.
 *
 * Options:
 * - `token`: the JSON Web Token of a reader who is signed in: they edit and remove what they wrote, and their name is
 *   the server's. Removing a comment takes its replies along: that is what Waline does
 * - `fields`: rules for `name`, `email` and `url` (`required`, `optional`, `hidden`), as Waline's `requiredMeta` and
 *   `meta`; name required, the others optional; with `token` all hidden
 * - `timeout`: milliseconds after which a request is given up with the code `timeout`; 15,000
 */
export const walineBackend: BackendFactory = ({ url, options }) => {
  const api = `${requireUrl(url)}/api/comment`;
  const token = textOption(options, 'token');
  const http = createHttp({ timeout: options.timeout });
  const settings = threadSettings({
    fields: fieldsOption(
      options,
      token
        ? { name: 'hidden', email: 'hidden', url: 'hidden' }
        : { name: 'required', email: 'optional', url: 'optional' },
    ),
    votes: true,
    editWindow: token ? always : 0,
  });

  const call = async (path: string, request: HttpRequest): Promise<unknown> => {
    // Only where there is one: a bare read needs no preflight, and may be redirected.
    const headers = token ? { authorization: `Bearer ${token}` } : undefined;
    return unwrap((await http(`${api}${path}`, { ...request, headers })).data);
  };

  const getPage = async (path: string, sort: Sort, page: number, pageSize: number, { signal }: RequestOptions) => {
    const params = { path, page, pageSize, sortBy: orders[sort] };
    const answer = (await call('', { params, signal })) as Raw | null;
    return { roots: arrayOf(toRoot)(answer?.data), total: count(answer?.count) };
  };

  /** Success with nothing: there is no such comment. */
  const change = async (id: string, body: object, signal: AbortSignal | undefined): Promise<Comment> => {
    const answer = await call(`/${encodeURIComponent(id)}`, { method: 'PUT', body, signal });
    if (!answer) throw notFound();
    return toComment(answer);
  };

  return foreignBackend({
    name: 'waline',
    sorts: Object.keys(orders) as Sort[],
    likesOnly: true,
    mine: localMine(`starling:waline:${url}`),
    threadId: decodedPath,
    settings: () => settings,
    takesOrphans: true,

    list: async ({ thread, sort, limit, cursor }, options) => {
      let total = 0;
      const { items, next } = await nextPage<Comment>({
        of: sort,
        cursor,
        limit,
        idOf: ({ id }) => id,
        most: mostRoots,
        fetch: (start, count) =>
          windowOfPages(start, count, { most: mostRoots }, async (page, size) => {
            const answer = await getPage(thread.id, sort, page, size, options);
            total = answer.total;
            return answer.roots;
          }),
      });
      return { comments: items, next, total, summary: null, thread: settings };
    },

    lookUp: async ({ thread, id }, options) => [
      await findInPages(
        id,
        mostRoots,
        async (page) => (await getPage(thread.id, 'newest', page, mostRoots, options)).roots,
      ),
    ],

    create: async ({ thread, parent, author, body, captcha }, root, { signal }) => {
      const sent = {
        comment: body,
        nick: author.name?.trim(),
        mail: author.email?.trim(),
        link: author.url?.trim(),
        ua: navigator.userAgent,
        url: thread.id,
        ...(parent && { pid: parent, rid: root }),
        ...(captcha && { [captcha.provider === 'turnstile' ? 'turnstile' : 'recaptchaV3']: captcha.token }),
      };
      const answer = await call('', { method: 'POST', body: sent, signal }).catch((cause) => {
        // The only refusal with that status which another answer to the captcha can heal.
        throw captcha && cause.code === 'forbidden' ? new StarlingError('captcha', cause.message, { cause }) : cause;
      });
      return toComment(answer);
    },

    votes: [1, 0],
    /** The server counts every like of everybody: that each visitor has one is this browser's word. */
    votesAreLocal: true,
    vote: async ({ id }, value, _before, { signal }) => ({
      votes: (await change(id, { like: value === 1 }, signal)).votes,
      mine: value,
    }),

    ...(token && {
      edit: async ({ id }, body, { signal }) => ({
        ...(await change(id, { comment: body }, signal)),
        editedAt: new Date().toISOString(),
      }),
      remove: async ({ id }, { signal, keepalive }) =>
        void (await call(`/${encodeURIComponent(id)}`, { method: 'DELETE', signal, keepalive })),
    }),

    counts: ({ threads }, options) =>
      countThreads(threads, {
        many: async (names) => {
          const answer = await call('', { params: { type: 'count', url: names.join(',') }, signal: options.signal });
          // For one the old routes send a bare number.
          const numbers = arrayOf(count)(Array.isArray(answer) ? answer : [answer]);
          return Object.fromEntries(names.map((name, index) => [name, numbers[index] ?? 0]));
        },
        one: async (name) => (await getPage(name, 'newest', 1, 1, options)).total,
      }),
  });
};

/** What Waline's own client keys threads by: the path, decoded; again and again, so that its name has no other. */
const decodedPath = (thread: string): string => {
  const path = threadPath(thread);
  try {
    const decoded = decodeURI(path);
    return decoded === path ? path : decodedPath(decoded);
  } catch {
    return path;
  }
};

/** The answer out of its envelope; old routes have none. A refusal comes with HTTP 200. */
const unwrap = (answer: unknown): unknown => {
  const { errno, errmsg, data } = Object(answer) as Raw;
  if (errno === undefined) return answer;
  if (errno === 0) return data;
  if (errmsg && typeof errmsg === 'object') throw new StarlingError('invalid', 'refused', { fields: fieldsOf(errmsg) });
  throw new StarlingError(refusals[text(errmsg)] ?? 'forbidden', text(errmsg) || `errno ${text(errno)}`);
};

/** All refusals have one number; without `lang` their texts are these. */
const refusals: Record<string, ErrorCode> = {
  'Duplicate Content': 'conflict',
  'Comment too fast!': 'rate-limited',
};

const fieldNames: Record<string, string> = { comment: 'body', url: 'thread.id', path: 'thread.id' };

const fieldsOf = (errmsg: object): Record<string, string> =>
  Object.fromEntries(Object.entries(recordOf(text)(errmsg)).map(([name, said]) => [fieldNames[name] ?? name, said]));

const toRoot = (value: unknown): Comment => {
  const raw = Object(value) as Raw;
  const root = { ...toComment(raw), parent: null };
  const children = arrayOf(toComment)(raw.children ?? []).map((child) => ({ ...child, root: root.id }));
  return toRoots([{ ...root, root: root.id }, ...children])[0] ?? root;
};

const toComment = (value: unknown): Comment => {
  const raw = Object(value) as Raw;
  return reply({
    // An answer to a change has the name of the database instead.
    id: raw.objectId ?? raw.id,
    parent: raw.pid,
    root: raw.rid,
    author: { name: raw.nick, url: raw.link, badge: raw.type === 'administrator' ? 'owner' : undefined },
    html: raw.comment,
    status: raw.status === 'waiting' || raw.status === 'spam' ? 'pending' : 'published',
    createdAt: timestamp(raw.time ?? raw.insertedAt),
    votes: { up: raw.like },
    pinned: raw.sticky,
  });
};
