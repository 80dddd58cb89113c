import type { BackendFactory, ListQuery, RequestOptions } from '../../backend.js';
import type { Comment, Page, Sort, Stars, Summary, Thread } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { requireUrl, textOption, threadSettings } from '../shared/adapter-settings.js';
import type { ServerLimit } from '../shared/check-draft.js';
import { toRoots } from '../shared/flat-thread.js';
import { foreignBackend, notFound } from '../shared/foreign-backend.js';
import { localMine } from '../shared/local-mine.js';
import { nextPage } from '../shared/page-cursor.js';
import { conform, count, nullable, reply, stars, summary, text } from '../shared/shape.js';
import { timestamp } from '../shared/timestamp.js';
import { unescapeHtml } from '../shared/unescape-html.js';
import { wordPressApi, type CommentPage, type RawComment } from './api.js';

const orders: Partial<Record<Sort, string>> = { newest: 'desc', oldest: 'asc' };

/** Maximum lengths of the database columns, as in wp_get_comment_fields_max_lengths(). */
const columns: ServerLimit[] = [
  { field: 'author.name', most: 245, inBytes: true },
  { field: 'author.email', most: 100, inBytes: true },
  { field: 'author.url', most: 200, inBytes: true },
];

/** WordPress itself nests ten levels. */
const mostLevels = 30;
/**
 * Maximum number of requests for the replies of one page: 6,000 comments. More are left out; a list might never end.
 */
const mostRequests = 60;

/**
 * WordPress, over the REST API of its core (5.8 and later).
 *
 * `url` is the site's address, with or without `/wp-json`, or ends in `?rest_route=/` if pretty permalinks are off. A
 * thread is a post: `thread="123"`, its number. Guests may comment over REST only if a plugin allows it. The must-use
 * plugin in integrations/wordpress does, and adds star ratings, whether the thread is closed, and its number of
 * comments without a further request. What readers type is plain text. Each page comes with all its replies.
 *
 * Options:
 * - `post`: the post's number, if the `thread` attribute is something else
 * - `nonce`: `wp_create_nonce('wp_rest')`, for readers who are signed in at the same site: they comment as themselves
 * - `perPage`: the maximum number of comments per request, 3 to 100, if a plugin allows less than 100; default 100
 * - `timeout`: milliseconds after which a request fails with the code `timeout`; default 15,000
 */
export const wordpressBackend: BackendFactory = ({ url, options }) => {
  const { post, perPage = 100 } = options;
  if (post !== undefined && !isPost(post)) throw new StarlingError('misconfigured', 'post');
  if (!(typeof perPage === 'number' && perPage >= 3 && perPage <= 100))
    throw new StarlingError('misconfigured', 'perPage');
  const nonce = textOption(options, 'nonce');
  const api = wordPressApi(requireUrl(url), options.timeout, nonce);
  /** Settings by post, set once its first page has loaded. */
  const known = new Map<number, Thread>();

  const postOf = (thread: string): number => {
    const number = post ?? thread;
    if (!isPost(number)) throw new StarlingError('misconfigured', 'thread: the number of a post is needed');
    return Number(number);
  };

  /** Roots with all their replies, loaded level by level. */
  const withReplies = async (post: number, start: RawComment[], options: RequestOptions): Promise<Comment[]> => {
    const all = new Map(start.map((raw) => [text(raw.id), raw]));
    let requests = 0;

    /** The direct replies to some comments, except those that are known already. */
    const findChildren = async (parents: string[]): Promise<RawComment[]> => {
      const found: RawComment[] = [];
      for (let offset = 0, total = 1; offset < total && requests < mostRequests; offset += perPage) {
        requests += 1;
        const query = { post, 'parent[]': parents, order: 'asc', per_page: perPage, offset };
        const page = await api.find(query, options);
        total = page.total;
        const before = all.size;
        for (const raw of page.comments) {
          if (all.has(text(raw.id))) continue;
          all.set(text(raw.id), raw);
          found.push(raw);
        }
        // The server sent only known comments again, so stop, whatever the total says.
        if (all.size === before) break;
      }
      return found;
    };

    for (let level = start.filter(hasChildren); level.length && requests < mostRequests;) {
      const children: RawComment[][] = [];
      for (let from = 0; from < level.length; from += 100)
        children.push(await findChildren(level.slice(from, from + 100).map(({ id }) => text(id))));
      level = children.flat().filter(hasChildren);
    }
    return toRoots([...all.values()].map(toComment));
  };

  const list = async (query: ListQuery, options: RequestOptions): Promise<Page> => {
    const { thread, sort, limit, cursor, rating } = query;
    const order = orders[sort];
    const post = postOf(thread.id);
    let first: CommentPage | undefined;
    const { items, next } = await nextPage<RawComment>({
      of: JSON.stringify([sort, rating]),
      cursor,
      limit,
      most: perPage,
      idOf: ({ id }) => text(id),
      fetch: async (offset, per_page) => {
        const page = await api.find({ post, parent: 0, order, offset, per_page, starling_rating: rating }, options);
        first ??= page;
        return page.comments;
      },
    });
    const said = first?.thread ? conform(threadHeader, first.thread) : undefined;
    const settings = settingsOf(said, nonce);
    known.set(post, settings);
    const [comments, total] = await Promise.all([
      withReplies(post, items, options),
      said?.total ?? api.find({ post, per_page: 1, _fields: 'id' }, options).then((page) => page.total),
    ]);
    return { comments, next, total, summary: cursor === undefined ? (said?.summary ?? null) : null, thread: settings };
  };

  /** The comment and all comments above it, the root first. */
  const findPath = async (id: string, post: number, options: RequestOptions): Promise<RawComment[]> => {
    const path: RawComment[] = [];
    for (let at = id; at && at !== '0' && path.length < mostLevels; at = text(path[0]!.parent)) {
      const found = await api.get(at, options).catch((cause) => {
        // Only moderators can read comments that await moderation or are spam.
        throw ['unauthorized', 'forbidden'].includes(cause.code) ? notFound(cause) : cause;
      });
      if (Number(found.post) !== post) throw notFound();
      path.unshift(found);
    }
    return path;
  };

  return foreignBackend({
    name: 'wordpress',
    sorts: Object.keys(orders) as Sort[],
    mine: localMine(`starling:wordpress:${url}`),
    threadId: (thread) => thread,
    settings: async (target, options) =>
      known.get(postOf(target.thread.id)) ?? (await list({ ...target, sort: 'newest', limit: 1 }, options)).thread,
    limits: () => columns,
    takesOrphans: true,
    list,

    lookUp: async ({ thread, id }, options) => {
      const post = postOf(thread.id);
      const [root] = await findPath(id, post, options);
      return root ? withReplies(post, [root], options) : [];
    },

    create: async ({ thread, parent, author, body, rating }, _root, options) => {
      const sent = {
        post: postOf(thread.id),
        parent: parent && Number(parent),
        content: escapeMarkup(body),
        author_name: author.name?.trim() || undefined,
        author_email: author.email?.trim() || undefined,
        author_url: author.url?.trim() || undefined,
        starling_rating: rating,
      };
      return toComment(await api.create(sent, options));
    },

    counts: async ({ threads }, options) => {
      const totalOf = async (thread: string) =>
        (await api.find({ post: postOf(thread), per_page: 1, _fields: 'id' }, options)).total;
      return Object.fromEntries(await Promise.all(threads.map(async (id) => [id, await totalOf(id)] as const)));
    },
  });
};

interface ThreadHeader {
  closed: boolean;
  nameAndEmail: boolean;
  total: number;
  summary: Summary | null;
}

const flag = (value: unknown) => !!value;
const threadHeader = { closed: flag, nameAndEmail: flag, total: count, summary: nullable(summary) };

const settingsOf = (said: ThreadHeader | undefined, nonce: string | undefined): Thread => {
  const rule = nonce ? 'hidden' : said?.nameAndEmail === false ? 'optional' : 'required';
  return threadSettings({
    closed: said?.closed ?? false,
    ratings: said ? 'optional' : 'off',
    fields: { name: rule, email: rule, url: nonce ? 'hidden' : 'optional' },
  });
};

const toComment = (raw: RawComment): Comment =>
  reply({
    id: raw.id,
    parent: Number(raw.parent) > 0 ? raw.parent : null,
    author: { name: unescapeHtml(text(raw.author_name)), url: raw.author_url },
    html: Object(raw.content).rendered,
    rating: Number(raw.parent) > 0 ? null : (stars(raw.starling_rating) satisfies Stars | null),
    status: raw.status === 'approved' ? 'published' : 'pending',
    // The time is UTC, but without a time zone.
    createdAt: timestamp(`${text(raw.date_gmt)}Z`),
  });

/** WordPress links to the children of a comment only if it has some, so the last level costs no request. */
const hasChildren = ({ _links }: RawComment): boolean => !!Object(_links).children;

/** WordPress treats text as HTML and strips what it does not allow. Escaped, it is shown as it was typed. */
const escapeMarkup = (body: string): string => body.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const isPost = (value: unknown): boolean => /^[1-9]\d*$/.test(text(value));
