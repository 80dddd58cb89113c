import type { BackendFactory, CommentTarget, RequestOptions } from '../../backend.js';
import type { CaptchaAnswer, Comment, Thread, VoteValue } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { requireUrl } from '../shared/adapter-settings.js';
import { toParagraphs } from '../shared/to-paragraphs.js';
import { branchTo, toRoots } from '../shared/flat-thread.js';
import { foreignBackend, notFound } from '../shared/foreign-backend.js';
import { createHttp } from '../shared/http-json.js';
import { localMine } from '../shared/local-mine.js';
import { arrayOf, count, reply, text } from '../shared/shape.js';
import { threadPath } from '../shared/thread-path.js';
import { timestamp } from '../shared/timestamp.js';
import { visitorToken } from '../shared/visitor-token.js';
import { backInTime, type TimedPage } from './back-in-time.js';
import { twikooFailure } from './failure.js';
import { twikooLimit, twikooSettings } from './settings.js';

type Raw = Record<string, unknown>;

/** Maximum number of pages to search for one comment; there is no other way to find it. */
const mostPages = 50;

/**
 * A Twikoo server (1.x), over its remote procedure calls. Servers on Tencent CloudBase (an `envId` that is not an
 * address) are not supported.
 *
 * `url` is Twikoo's `envId`. A thread is the path of its page, as in Twikoo's own client; a `thread` that is not an
 * address is used as it is. Author fields and captcha (`turnstile`, or `cap` with an endpoint of its own) follow the
 * server's settings. The server expects HTML, so what the reader types is sent as paragraphs of plain text. The server
 * decides the page size (`COMMENT_PAGE_SIZE`), and the only sort order is `newest`, because its cursor goes back in
 * time whatever the order.
 *
 * The visitor's access token is created at the first write, or is the one that Twikoo's own client left in this
 * browser, so that readers keep their likes and can still delete their comments.
 *
 * Options:
 * - `timeout`: milliseconds after which a request fails with the code `timeout`; default 15,000
 */
export const twikooBackend: BackendFactory = ({ url, options }) => {
  const address = requireUrl(url);
  const http = createHttp({ timeout: options.timeout });
  const key = `starling:twikoo:${address}`;
  const mine = localMine(key);
  /** For every comment seen, the moment (`before`) by which its page was requested. */
  const pageOf = new Map<string, number | undefined>();
  let asked: Promise<Thread> | undefined;
  let mostCharacters = Infinity;

  const visitor = (make?: boolean) =>
    visitorToken(`${key}:token`) ?? ownTwikooToken() ?? visitorToken(`${key}:token`, make);

  const call = async (
    event: string,
    data: object,
    { signal, keepalive }: RequestOptions,
    make?: boolean,
  ): Promise<Raw> => {
    const body = { event, accessToken: visitor(make), ...data };
    const answer = Object((await http(address, { method: 'POST', body, signal, keepalive })).data) as Raw;
    const { code, message } = answer;
    // Some calls fail without a code and only have a message.
    if (code || (code === undefined && message)) throw twikooFailure(code, text(message));
    return answer;
  };

  /** Requested once, and again after a failure. */
  const getSettings = (options: RequestOptions): Promise<Thread> => {
    asked ??= call('GET_CONFIG', {}, options).then(({ config }) => {
      mostCharacters = twikooLimit(config);
      return twikooSettings(config);
    });
    asked.catch(() => (asked = undefined));
    return asked;
  };

  const getPage = async (url: string, before: number | undefined, options: RequestOptions): Promise<TimedPage> => {
    const { data, more } = await call('COMMENT_GET', { url, before, sort: 'newest' }, options);
    const roots = arrayOf(toRoot)(data);
    for (const raw of data as Raw[]) for (const each of [raw, ...arrayOf(toRaw)(raw.replies ?? [])]) takeVote(each);
    for (const root of roots)
      for (const { id } of [root, ...root.replies!]) pageOf.set(id, root.pinned ? undefined : before);
    return { roots, more: !!more };
  };

  /** Takes over the visitor's vote from the server; it may have been made in another browser with the same token. */
  const takeVote = ({ id, liked, disliked }: Raw) => {
    const value: VoteValue = liked ? 1 : disliked ? -1 : 0;
    if (visitor() && mine.voteOn(text(id)) !== value) mine.keepVote(text(id), value);
  };

  /** The root of a comment, as it is now. */
  const findRoot = async ({ thread, id }: CommentTarget, options: RequestOptions): Promise<Comment> => {
    const holds = (root: Comment) => root.id === id || root.replies!.some((each) => each.id === id);
    if (pageOf.has(id)) {
      const found = (await getPage(thread.id, pageOf.get(id), options)).roots.find(holds);
      if (found) return found;
    }
    let before: number | undefined;
    for (let pages = 0; pages < mostPages; pages++) {
      const { roots, more } = await getPage(thread.id, before, options);
      const found = roots.find(holds);
      if (found) return found;
      const oldest = Math.min(...roots.filter(({ pinned }) => !pinned).map(({ createdAt }) => Date.parse(createdAt)));
      if (!more || oldest === before || !Number.isFinite(oldest)) break;
      before = oldest;
    }
    throw notFound();
  };

  /** Counts by thread. A path counts both with and without a trailing slash, as in the list of comments. */
  const countAll = async (threads: readonly string[], options: RequestOptions): Promise<Record<string, number>> => {
    const pathsOf = (path: string) => [...new Set([path, path.replace(/\/?$/, '/')])];
    const urls = [...new Set(threads.flatMap(pathsOf))];
    const { data } = await call('GET_COMMENTS_COUNT', { urls, includeReply: true }, options);
    const counts = new Map(arrayOf(toRaw)(data).map((each) => [text(each.url), count(each.count)]));
    const total = (thread: string) => pathsOf(thread).reduce((sum, path) => sum + (counts.get(path) ?? 0), 0);
    return Object.fromEntries(threads.map((thread) => [thread, total(thread)]));
  };

  return foreignBackend({
    name: 'twikoo',
    sorts: ['newest'],
    mine,
    threadId: threadPath,
    settings: (_, options) => getSettings(options),
    takesOrphans: true,

    list: async ({ thread, cursor }, options) => {
      const [{ roots, next }, totals, rules] = await Promise.all([
        backInTime(cursor, (before) => getPage(thread.id, before, options)),
        countAll([thread.id], options),
        getSettings(options),
      ]);
      return { comments: roots, next, total: totals[thread.id]!, summary: null, thread: rules };
    },

    lookUp: async (target, options) => [await findRoot(target, options)],

    create: async ({ thread, parent, author, body, captcha }, root, options) => {
      const html = toParagraphs(body);
      checkLength(html, mostCharacters);
      const sent = {
        nick: author.name?.trim(),
        mail: author.email?.trim(),
        link: author.url?.trim(),
        ua: navigator.userAgent,
        url: thread.id,
        href: thread.url ?? thread.id,
        comment: html,
        ...(parent && { pid: parent, rid: root }),
        ...captchaFields(captcha),
      };
      const { id } = await call('COMMENT_SUBMIT', sent, options, true);
      const written = reply({
        id,
        parent,
        root,
        author: { name: author.name?.trim(), url: author.url?.trim() },
        html,
        status: 'published',
        createdAt: new Date().toISOString(),
      });
      // The response contains only the id. Whether the comment awaits moderation is only in the list.
      const kept = await findRoot({ thread, id: root || written.id }, options).catch(() => undefined);
      return [kept, ...(kept?.replies ?? [])].find((each) => each?.id === written.id) ?? written;
    },

    /** On that server, the same vote again removes it, so load the comment first. */
    vote: async (target, value, _before, options) => {
      const { id } = target;
      // Create the token first: without one the server does not return the visitor's vote.
      visitor(true);
      const { root, path } = branchTo([await findRoot(target, options)], id);
      const { up, down } = (path.at(-1) ?? root).votes;
      const before = mine.voteOn(id);
      if (before !== value) await call('COMMENT_LIKE', { id, type: (value || before) === 1 ? 'up' : 'down' }, options);
      const votes = {
        up: up + Number(value === 1) - Number(before === 1),
        down: down + Number(value === -1) - Number(before === -1),
      };
      return { votes, mine: value };
    },

    remove: async ({ id }, options) => void (await call('COMMENT_DELETE_FOR_USER', { id }, options)),

    counts: ({ threads }, options) => countAll(threads, options),

    preview: toParagraphs,
  });
};

/** The server counts the characters of the HTML. */
const checkLength = (html: string, most: number): void => {
  if (html.length <= most) return;
  const fields = { body: `Too long: at most ${most} characters, those of the markup included.` };
  throw new StarlingError('invalid', 'Some fields are not valid.', { fields });
};

/** The token of Twikoo's own client. It is plain text, while everything that we store is JSON. */
const ownTwikooToken = (): string | undefined => {
  try {
    return localStorage.getItem('twikoo-access-token') ?? undefined;
  } catch {
    // Storage is blocked, so there is no token.
    return undefined;
  }
};

const captchaFields = (captcha?: CaptchaAnswer): Record<string, string> =>
  captcha ? { [captcha.provider === 'cap' ? 'capToken' : 'turnstileToken']: captcha.token } : {};

const toRaw = (value: unknown): Raw => Object(value) as Raw;

const toRoot = (value: unknown): Comment => {
  const raw = toRaw(value);
  const root = { ...toComment(raw), parent: null };
  const replies = arrayOf(toComment)(raw.replies ?? []).map((each) => ({ ...each, root: root.id }));
  return toRoots([{ ...root, root: root.id }, ...replies])[0] ?? root;
};

const toComment = (value: unknown): Comment => {
  const raw = toRaw(value);
  return reply({
    id: raw.id,
    parent: raw.pid,
    root: raw.rid,
    author: { name: raw.nick, url: raw.link, badge: raw.master ? 'owner' : undefined },
    html: raw.comment,
    // Only its author sees it, until a moderator approves it.
    status: raw.isSpam === true ? 'pending' : 'published',
    createdAt: timestamp(raw.created),
    votes: { up: raw.ups, down: raw.downs },
    pinned: raw.top,
  });
};
