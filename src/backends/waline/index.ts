import type { Backend, BackendFactory, CommentTarget, ListQuery, RequestOptions } from '../../backend.js';
import type { Comment, ErrorCode, Sort, VoteValue } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { fieldsOption, requireUrl, textOption, threadSettings } from '../shared/adapter-settings.js';
import { checkBody, checkDraft } from '../shared/check-draft.js';
import { checkVote } from '../shared/check-vote.js';
import { countThreads } from '../shared/count-threads.js';
import { findInPages } from '../shared/find-in-pages.js';
import { branchTo, toRoots } from '../shared/flat-thread.js';
import { createHttp, type HttpRequest } from '../shared/http-json.js';
import { localMine } from '../shared/local-mine.js';
import { nextPage, windowOfPages } from '../shared/page-cursor.js';
import { sendOnce } from '../shared/send-once.js';
import { arrayOf, count, recordOf, reply, text } from '../shared/shape.js';
import { threadPath } from '../shared/thread-path.js';
import { timestamp } from '../shared/timestamp.js';
import { toTombstone } from '../shared/tombstone.js';

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
  const once = sendOnce();
  const mine = localMine(`starling:waline:${url}`);
  /** Every comment seen: a reply must name its root, and a removal answers with nothing. */
  const seen = new Map<string, Comment>();
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

  const note = (comment: Comment): Comment => {
    seen.set(comment.id, comment);
    return comment;
  };

  const getPage = async (thread: string, sort: Sort, page: number, pageSize: number, { signal }: RequestOptions) => {
    const sortBy = orders[sort];
    if (!sortBy) throw new StarlingError('invalid', 'sort', { fields: { sort: 'Not a sort of this server.' } });
    const params = { path: decodePath(thread), page, pageSize, sortBy };
    const answer = (await call('', { params, signal })) as Raw | null;
    return { roots: arrayOf(toRoot)(answer?.data), total: count(answer?.count) };
  };

  const findRoot = ({ thread, id }: CommentTarget, options: RequestOptions): Promise<Comment> =>
    findInPages(id, mostRoots, async (page) => (await getPage(thread.id, 'newest', page, mostRoots, options)).roots);

  const list = async ({ thread, sort, limit, cursor }: ListQuery, { signal }: RequestOptions = {}) => {
    let total = 0;
    const { items, next } = await nextPage<Comment>({
      of: sort,
      cursor,
      limit,
      idOf: ({ id }) => id,
      most: mostRoots,
      fetch: (start, count) =>
        windowOfPages(start, count, { most: mostRoots }, async (page, size) => {
          const answer = await getPage(thread.id, sort, page, size, { signal });
          total = answer.total;
          return answer.roots;
        }),
    });
    for (const root of items) [root, ...root.replies!].forEach(note);
    return { comments: items, next, total, summary: null, thread: settings };
  };

  const backend: Backend = {
    name: 'waline',
    sorts: Object.keys(orders) as Sort[],
    likesOnly: true,
    list,

    submit: async (draft, { signal, idempotencyKey } = {}) => {
      signal?.throwIfAborted();
      checkDraft(draft, settings);
      const { thread, parent, author, body, captcha } = draft;
      return once(draft, idempotencyKey, async () => {
        const rid = parent && (seen.get(parent)?.root ?? (await findRoot({ thread, id: parent }, { signal })).id);
        const sent = {
          comment: body,
          nick: author.name?.trim(),
          mail: author.email?.trim(),
          link: author.url?.trim(),
          ua: navigator.userAgent,
          url: decodePath(thread.id),
          ...(parent && { pid: parent, rid }),
          ...(captcha && { [captcha.provider === 'turnstile' ? 'turnstile' : 'recaptchaV3']: captcha.token }),
        };
        const answer = await call('', { method: 'POST', body: sent, signal }).catch((cause) => {
          // The only refusal with that status which another answer to the captcha can heal.
          throw captcha && cause.code === 'forbidden' ? new StarlingError('captcha', cause.message, { cause }) : cause;
        });
        const comment = note(toComment(answer));
        mine.keepComment(thread.id, comment, body);
        return comment;
      });
    },

    find: async (target, options = {}) => branchTo([await findRoot(target, options)], target.id),

    mine: async ({ thread }) => mine.read(thread.id),

    /** The server counts every like of everybody: that each visitor has one is this browser's word. */
    vote: async ({ id }, value, { signal } = {}) => {
      signal?.throwIfAborted();
      checkVote(value, [1, 0]);
      if (mine.wrote(id)) throw new StarlingError('forbidden', 'Nobody votes on their own comment.');
      const known = seen.get(id)?.votes;
      if (known && mine.voteOn(id) === value) return { votes: known, mine: value };
      if (!known && !value && !mine.voteOn(id)) throw new StarlingError('not-found');
      const answer = await call(`/${encodeURIComponent(id)}`, { method: 'PUT', body: { like: value === 1 }, signal });
      // Success with nothing: there is no such comment.
      if (!answer) throw new StarlingError('not-found', 'There is no such comment.');
      const { votes } = note({ ...seen.get(id), ...toComment(answer) });
      mine.keepVote(id, value);
      return { votes, mine: value as VoteValue };
    },

    counts: ({ threads }, { signal } = {}) =>
      countThreads(threads, {
        nameOf: decodePath,
        many: async (names) => {
          const answer = await call('', { params: { type: 'count', url: names.join(',') }, signal });
          // For one the old routes send a bare number.
          const numbers = arrayOf(count)(Array.isArray(answer) ? answer : [answer]);
          return Object.fromEntries(names.map((name, index) => [name, numbers[index] ?? 0]));
        },
        one: async (id) => (await getPage(id, 'newest', 1, 1, { signal })).total,
      }),
  };

  if (!token) return backend;
  return {
    ...backend,

    edit: async ({ thread, id }, { body }, { signal } = {}) => {
      signal?.throwIfAborted();
      if (body === undefined) throw new StarlingError('invalid', 'body', { fields: { body: 'Must not be empty.' } });
      checkBody(body);
      const answer = await call(`/${encodeURIComponent(id)}`, { method: 'PUT', body: { comment: body }, signal });
      if (!answer) throw new StarlingError('not-found', 'There is no such comment.');
      const comment = note({ ...seen.get(id), ...toComment(answer), editedAt: new Date().toISOString() });
      mine.keepComment(thread.id, comment, body);
      return comment;
    },

    remove: async ({ id }, { signal } = {}) => {
      await call(`/${encodeURIComponent(id)}`, { method: 'DELETE', signal });
      mine.forgetComment(id);
      return toTombstone(seen.get(id) ?? reply({ id }));
    },
  };
};

/** What Waline's own client keys threads by: the path, decoded. */
const decodePath = (thread: string): string => {
  const path = threadPath(thread);
  try {
    return decodeURI(path);
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
