import type { Backend, BackendFactory, CommentTarget, ListQuery, RequestOptions } from '../../backend.js';
import type { CaptchaAnswer, Comment, Thread, VoteValue } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { requireUrl } from '../shared/adapter-settings.js';
import { backInTime, type TimedPage } from './back-in-time.js';
import { checkBody, checkDraft } from '../shared/check-draft.js';
import { checkVote } from '../shared/check-vote.js';
import { toParagraphs } from '../shared/escape.js';
import { branchTo, toRoots } from '../shared/flat-thread.js';
import { createHttp } from '../shared/http-json.js';
import { localMine } from '../shared/local-mine.js';
import { sendOnce } from '../shared/send-once.js';
import { arrayOf, count, reply, text } from '../shared/shape.js';
import { threadPath } from '../shared/thread-path.js';
import { timestamp } from '../shared/timestamp.js';
import { toTombstone } from '../shared/tombstone.js';
import { twikooFailure } from './failure.js';
import { twikooSettings } from './settings.js';
import { visitorToken } from '../shared/visitor-token.js';

type Raw = Record<string, unknown>;

/** Pages looked through for one comment: there is no other way to find it. */
const mostPages = 50;

/**
 * A Twikoo server (1.x), by its remote procedure calls; those of Tencent CloudBase (an `envId` that is no address)
 * are not reached.
 *
 * `url` is Twikoo's `envId`. A thread is the path of its page, as in Twikoo's own client; a `thread` that is no
 * address is taken as it is. Author fields and captcha (`turnstile`, `cap` by an endpoint of its own) are as the
 * server's settings say. The server takes HTML: what the reader types is sent as paragraphs of plain text. A page is
 * as long as the server makes it (`COMMENT_PAGE_SIZE`), and only the newest first: its cursor goes back in time
 * whatever the order.
 *
 * The visitor's access token is made with the first write, or is the one that Twikoo's own client left in this
 * browser, so that they keep their likes and may still delete what they wrote.
 *
 * Options:
 * - `timeout`: milliseconds after which a request is given up with the code `timeout`; 15,000
 */
export const twikooBackend: BackendFactory = ({ url, options }) => {
  const address = requireUrl(url);
  const http = createHttp({ timeout: options.timeout });
  const once = sendOnce();
  const key = `starling:twikoo:${address}`;
  const mine = localMine(key);
  /** Every comment seen, and the moment before which its page was asked for. */
  const seen = new Map<string, { comment: Comment; before?: number }>();
  let settings: Promise<Thread> | undefined;

  const visitor = (make?: boolean) =>
    visitorToken(`${key}:token`) ?? ownTwikooToken() ?? visitorToken(`${key}:token`, make);

  const call = async (event: string, data: object, { signal }: RequestOptions, make?: boolean): Promise<Raw> => {
    const body = { event, accessToken: visitor(make), ...data };
    const answer = Object((await http(address, { method: 'POST', body, signal })).data) as Raw;
    const { code, message } = answer;
    // Some calls fail without a code, by their message alone.
    if (code || (code === undefined && message)) throw twikooFailure(code, text(message));
    return answer;
  };

  /** Asked for once; again after a failure. */
  const getSettings = (options: RequestOptions): Promise<Thread> => {
    settings ??= call('GET_CONFIG', {}, options).then(({ config }) => twikooSettings(config));
    settings.catch(() => (settings = undefined));
    return settings;
  };

  const getPage = async (thread: string, before: number | undefined, options: RequestOptions): Promise<TimedPage> => {
    const { data, more } = await call('COMMENT_GET', { url: threadPath(thread), before, sort: 'newest' }, options);
    const roots = arrayOf(toRoot)(data);
    for (const raw of data as Raw[]) for (const each of [raw, ...arrayOf(toRaw)(raw.replies ?? [])]) takeVote(each);
    for (const root of roots)
      for (const comment of [root, ...root.replies!])
        seen.set(comment.id, { comment, before: root.pinned ? undefined : before });
    return { roots, more: !!more };
  };

  /** The server knows the visitor's votes; those of another browser with this token are news. */
  const takeVote = ({ id, liked, disliked }: Raw) => {
    const value: VoteValue = liked ? 1 : disliked ? -1 : 0;
    if (visitor() && mine.voteOn(text(id)) !== value) mine.keepVote(text(id), value);
  };

  /** The root of a comment, as it is now. */
  const findRoot = async ({ thread, id }: CommentTarget, options: RequestOptions): Promise<Comment> => {
    const known = seen.get(id);
    const holds = (root: Comment) => root.id === id || root.replies!.some((each) => each.id === id);
    if (known) {
      const found = (await getPage(thread.id, known.before, options)).roots.find(holds);
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
    throw new StarlingError('not-found', 'There is no such comment.');
  };

  /** By thread; a path counts with and without its last slash, as it is listed. */
  const countAll = async (threads: readonly string[], options: RequestOptions): Promise<Record<string, number>> => {
    const pathsOf = (thread: string) => [threadPath(thread), threadPath(thread).replace(/\/?$/, '/')];
    const urls = [...new Set(threads.flatMap(pathsOf))];
    const { data } = await call('GET_COMMENTS_COUNT', { urls, includeReply: true }, options);
    const counts = new Map(arrayOf(toRaw)(data).map((each) => [text(each.url), count(each.count)]));
    const total = (thread: string) =>
      [...new Set(pathsOf(thread))].reduce((sum, path) => sum + (counts.get(path) ?? 0), 0);
    return Object.fromEntries(threads.map((thread) => [thread, total(thread)]));
  };

  const list = async ({ thread, sort, cursor }: ListQuery, options: RequestOptions = {}) => {
    if (sort !== 'newest')
      throw new StarlingError('invalid', 'sort', { fields: { sort: 'Not a sort of this server.' } });
    const [{ roots, next }, totals, rules] = await Promise.all([
      backInTime(cursor, (before) => getPage(thread.id, before, options)),
      countAll([thread.id], options),
      getSettings(options),
    ]);
    return { comments: roots, next, total: totals[thread.id]!, summary: null, thread: rules };
  };

  const backend: Backend = {
    name: 'twikoo',
    sorts: ['newest'],
    list,

    submit: async (draft, { signal, idempotencyKey } = {}) => {
      signal?.throwIfAborted();
      checkDraft(draft, await getSettings({ signal }));
      const { thread, parent, author, body, captcha } = draft;
      return once(draft, idempotencyKey, async () => {
        const rid =
          parent && (seen.get(parent)?.comment.root ?? (await findRoot({ thread, id: parent }, { signal })).id);
        const html = toParagraphs(body);
        const sent = {
          nick: author.name?.trim(),
          mail: author.email?.trim(),
          link: author.url?.trim(),
          ua: navigator.userAgent,
          url: threadPath(thread.id),
          href: thread.url ?? thread.id,
          comment: html,
          ...(parent && { pid: parent, rid }),
          ...captchaFields(captcha),
        };
        const { id } = await call('COMMENT_SUBMIT', sent, { signal }, true);
        const written = reply({
          id,
          parent,
          root: rid,
          author: { name: author.name?.trim(), url: author.url?.trim() },
          html,
          status: 'published',
          createdAt: new Date().toISOString(),
        });
        // The answer is the id alone: whether it waits for a moderator only the list says.
        const kept = await findRoot({ thread, id: rid || written.id }, { signal }).catch(() => undefined);
        const comment = [kept, ...(kept?.replies ?? [])].find((each) => each?.id === written.id) ?? written;
        seen.set(comment.id, { comment });
        mine.keepComment(thread.id, comment, body);
        return comment;
      });
    },

    find: async (target, options = {}) => branchTo([await findRoot(target, options)], target.id),

    mine: async ({ thread }) => mine.read(thread.id),

    /** The same vote again takes it back there, so that the comment is read first. */
    vote: async (target, value, { signal } = {}) => {
      signal?.throwIfAborted();
      checkVote(value);
      const { id } = target;
      if (mine.wrote(id)) throw new StarlingError('forbidden', 'Nobody votes on their own comment.');
      // The token first: without one the server does not say how the visitor voted.
      visitor(true);
      const { root, path } = branchTo([await findRoot(target, { signal })], id);
      const { up, down } = (path.at(-1) ?? root).votes;
      const before = mine.voteOn(id);
      if (before !== value)
        await call('COMMENT_LIKE', { id, type: (value || before) === 1 ? 'up' : 'down' }, { signal });
      mine.keepVote(id, value);
      const votes = {
        up: up + Number(value === 1) - Number(before === 1),
        down: down + Number(value === -1) - Number(before === -1),
      };
      return { votes, mine: value };
    },

    remove: async ({ id }, { signal } = {}) => {
      await call('COMMENT_DELETE_FOR_USER', { id }, { signal });
      mine.forgetComment(id);
      return toTombstone(seen.get(id)?.comment ?? reply({ id }));
    },

    counts: ({ threads }, options = {}) => countAll(threads, options),

    preview: async (body, { signal } = {}) => {
      signal?.throwIfAborted();
      checkBody(body);
      return toParagraphs(body);
    },
  };
  return backend;
};

/** What Twikoo's own client left: bare text, where all of ours is JSON. */
const ownTwikooToken = (): string | undefined => {
  try {
    return localStorage.getItem('twikoo-access-token') ?? undefined;
  } catch {
    // Blocked: nothing was left.
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
    // Seen by its author alone, until a moderator lets it through.
    status: raw.isSpam === true ? 'pending' : 'published',
    createdAt: timestamp(raw.created),
    votes: { up: raw.ups, down: raw.downs },
    pinned: raw.top,
  });
};
