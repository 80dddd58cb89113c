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

/** The largest page that a server sends, in roots. */
const mostRoots = 100;
/** Seconds. Authors who are signed in may change their comments without a time limit. */
const always = 100 * 365 * 86_400;

const orders: Partial<Record<Sort, string>> = {
  newest: 'insertedAt_desc',
  oldest: 'insertedAt_asc',
  // Without down votes, the Wilson bound rises with the number of likes.
  helpful: 'like_desc',
};

/**
 * A Waline server (v2, v3), over its REST API.
 *
 * `url` is the server's address, Waline's `serverURL`. A thread is the path of its page, as in Waline's own client; a
 * `thread` that is not an address is used as it is. Roots come with all their replies. Votes are likes, so there is no
 * button for down votes. A draft with the captcha `turnstile` or `recaptcha` (v3) sends its token. The reader's recent
 * comments are stored in this browser, because the server does not know visitors who are not signed in.
 *
 * Options:
 * - `token`: the JSON Web Token of a reader who is signed in: they can edit and remove their comments, and the server
 * provides their name. When a comment is removed, Waline removes its replies too
 * - `fields`: rules for `name`, `email` and `url` (`required`, `optional`, `hidden`), as Waline's `requiredMeta` and
 * `meta`; default: name required, the others optional; with `token` all hidden
 * - `timeout`: milliseconds after which a request fails with the code `timeout`; default 15,000
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
    // Sent only if there is a token: a read without headers needs no preflight and may be redirected.
    const headers = token ? { authorization: `Bearer ${token}` } : undefined;
    return unwrap((await http(`${api}${path}`, { ...request, headers })).data);
  };

  const getPage = async (path: string, sort: Sort, page: number, pageSize: number, { signal }: RequestOptions) => {
    const params = { path, page, pageSize, sortBy: orders[sort] };
    const answer = (await call('', { params, signal })) as Raw | null;
    return { roots: arrayOf(toRoot)(answer?.data), total: count(answer?.count) };
  };

  /** Changes a comment. An empty successful response means that there is no such comment. */
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
        // With a captcha, a refusal with this status may succeed with another captcha answer.
        throw captcha && cause.code === 'forbidden' ? new StarlingError('captcha', cause.message, { cause }) : cause;
      });
      return toComment(answer);
    },

    votes: [1, 0],
    /** The server counts every like by anybody. Only this browser limits its visitor to one. */
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
          // For a single name the old routes send just a number.
          const numbers = arrayOf(count)(Array.isArray(answer) ? answer : [answer]);
          return Object.fromEntries(names.map((name, index) => [name, numbers[index] ?? 0]));
        },
        one: async (name) => (await getPage(name, 'newest', 1, 1, options)).total,
      }),
  });
};

/**
 * The name of a thread in Waline's own client: the decoded path. Decoded until it no longer changes, so that the name
 * of a name is the same.
 */
const decodedPath = (thread: string): string => {
  const path = threadPath(thread);
  try {
    const decoded = decodeURI(path);
    return decoded === path ? path : decodedPath(decoded);
  } catch {
    return path;
  }
};

/** Takes the response out of its envelope; old routes have none. Refusals have HTTP status 200. */
const unwrap = (answer: unknown): unknown => {
  const { errno, errmsg, data } = Object(answer) as Raw;
  if (errno === undefined) return answer;
  if (errno === 0) return data;
  if (errmsg && typeof errmsg === 'object') throw new StarlingError('invalid', 'refused', { fields: fieldsOf(errmsg) });
  throw new StarlingError(refusals[text(errmsg)] ?? 'forbidden', text(errmsg) || `errno ${text(errno)}`);
};

/** All refusals have the same number. Without `lang` these are their texts. */
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
    // The response to a change has the database's own field names instead.
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
