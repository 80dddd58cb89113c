import type { BackendFactory, CommentTarget, RequestOptions, WriteOptions } from '../../backend.js';
import type { CaptchaAnswer, Comment, Sort, VoteValue } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { registerCaptcha } from '../../register.js';
import { fieldsOption, requireUrl, textOption, threadSettings } from '../shared/adapter-settings.js';
import { countThreads } from '../shared/count-threads.js';
import { toRoots } from '../shared/flat-thread.js';
import { foreignBackend, notFound } from '../shared/foreign-backend.js';
import { createHttp, type HttpAnswer, type HttpRequest, type Refusal } from '../shared/http-json.js';
import { localMine } from '../shared/local-mine.js';
import { nextPage } from '../shared/page-cursor.js';
import { arrayOf, count, recordOf, reply, text } from '../shared/shape.js';
import { threadPath } from '../shared/thread-path.js';
import { artalkPassed, type ArtalkChallenge } from './challenge.js';
import { localTime } from './local-time.js';

type Raw = Record<string, unknown>;

/** `newest` is sent without a parameter, because only then do pinned comments come first. */
const orders: Partial<Record<Sort, string | undefined>> = { newest: undefined, oldest: 'date_asc', helpful: 'vote' };

/** Maximum number of comments above a permalink's comment. More than that is taken for a cycle. */
const mostAbove = 100;

/**
 * An Artalk server (v2), over its API at /api/v2.
 *
 * `url` is the server's address, `site` the name of the site there. A thread is the path of its page, as in Artalk's
 * own client (`pageKey`); a `thread` that is not an address is used as it is. The server requires name and e-mail.
 * Roots come with all their replies. Votes are counted by network address; `helpful` sorts by the number of up votes.
 *
 * After some writes from one address the server requires a captcha. The call is then refused with the code `captcha`,
 * and succeeds with an answer of the captcha `artalk`, which comes with this backend and shows the server's picture.
 * The server does not return comments that await moderation, so the reader's recent comments are stored in this
 * browser.
 *
 * Options:
 * - `site`: the site's name, if the attribute `site` is not set
 * - `token`: the token of a reader who is signed in at the server
 * - `timeZone`: the server's time zone (its option `timezone`), which its times do not contain; default: the reader's
 * own
 * - `fields`: the rule for `url` (`required`, `optional`, `hidden`); default `optional`
 * - `timeout`: milliseconds after which a request fails with the code `timeout`; default 15,000
 */
export const artalkBackend: BackendFactory = ({ url, site, options }) => {
  const api = `${requireUrl(url)}/api/v2`;
  registerCaptcha('artalk', async () => (await import('../../captcha/artalk/index.js')).artalkCaptcha());
  const siteName = site ?? textOption(options, 'site');
  if (!siteName) throw new StarlingError('misconfigured', 'site');
  const token = textOption(options, 'token');
  const timeOf = localTime(textOption(options, 'timeZone'));
  const http = createHttp({ timeout: options.timeout, explain });
  const settings = threadSettings({
    fields: { ...fieldsOption(options, { name: 'required', email: 'required', url: 'optional' }), ...required },
    // No public setting says whether a captcha is required; the first refusal does.
    captcha: { provider: 'artalk' },
    votes: true,
  });
  /** Whether a write was refused because a captcha is required. Until then no picture is requested. */
  let captchaWanted = false;

  const call = async (path: string, request: HttpRequest): Promise<Raw> => {
    const headers = token ? { authorization: `Bearer ${token}` } : undefined;
    return Object((await http(`${api}/${path}`, { ...request, headers })).data);
  };

  /** Sends the captcha's answer first, if there is one; the server then remembers this address. */
  const write = async (path: string, body: object, { signal, captcha }: WriteOptions): Promise<Raw> => {
    try {
      if (captcha && captcha.token !== artalkPassed) await solve(captcha, signal);
      return await call(path, { method: 'POST', body, signal });
    } catch (cause) {
      if (cause instanceof StarlingError && cause.code === 'captcha') captchaWanted = true;
      throw cause;
    }
  };
  const solve = async ({ token: value }: CaptchaAnswer, signal?: AbortSignal) => {
    try {
      await call('captcha/verify', { method: 'POST', body: { value }, signal });
    } catch (cause) {
      const wrong = cause instanceof StarlingError && cause.code === 'forbidden';
      throw wrong ? new StarlingError('captcha', 'a wrong answer', { cause }) : cause;
    }
  };

  const toComment = (value: unknown): Comment => {
    const raw = Object(value) as Raw;
    return reply({
      id: raw.id,
      parent: raw.rid || null,
      author: { name: raw.nick, url: raw.link, badge: raw.badge_name ? 'owner' : undefined },
      html: raw.content_marked,
      status: raw.is_pending ? 'pending' : 'published',
      createdAt: timeOf(raw.date),
      votes: { up: raw.vote_up, down: raw.vote_down },
      pinned: raw.is_pinned,
    });
  };

  /** A comment with all comments above it, the root first. Each response contains two of them. */
  const branch = async ({ thread, id: wanted }: CommentTarget, { signal }: RequestOptions): Promise<Comment[]> => {
    const found: Comment[] = [];
    for (let id: string | null = wanted; id; id = found[0]!.parent) {
      if (found.length > mostAbove) throw new StarlingError('server', 'comments in a circle');
      const { comment, reply_comment: above } = await call(`comments/${encodeURIComponent(id)}`, { signal });
      if (!comment) throw new StarlingError('server', 'no comment');
      for (const raw of [comment, above]) {
        if (!raw) continue;
        const { page_key: key, is_pending: pending } = Object(raw) as Raw;
        // The server returns any comment by its number, in whatever thread it is and whether it is public or not.
        if (pending || text(key) !== thread.id) throw notFound();
        found.unshift(toComment(raw));
      }
    }
    return found;
  };

  const getRoots = async (query: HttpRequest['params'], { signal }: RequestOptions) => {
    const answer = await call('comments', { params: { site_name: siteName, ...query }, signal });
    const comments = arrayOf(toComment)(answer.comments);
    const roots = new Set(comments.filter(({ parent }) => parent === null).map(({ id }) => id));
    return {
      // A reply whose parent awaits moderation comes without a root. As a root it would be one too many for the page.
      roots: toRoots(comments).filter(({ id }) => roots.has(id)),
      total: count(answer.count),
      closed: !token && !!(Object(answer.page) as Raw).admin_only,
    };
  };

  return foreignBackend({
    name: 'artalk',
    sorts: Object.keys(orders) as Sort[],
    mine: localMine(`starling:artalk:${url}`),
    threadId: threadPath,
    settings: () => settings,

    list: async ({ thread, sort, limit, cursor }, options) => {
      let total = 0;
      let closed = false;
      const { items, next } = await nextPage<Comment>({
        of: sort,
        cursor,
        limit,
        idOf: ({ id }) => id,
        fetch: async (offset, limit) => {
          const page = await getRoots({ page_key: thread.id, limit, offset, sort_by: orders[sort] }, options);
          ({ total, closed } = page);
          return page.roots;
        },
      });
      return { comments: items, next, total, summary: null, thread: { ...settings, closed } };
    },

    lookUp: async (target, options) => toRoots(await branch(target, options)),

    create: async ({ thread, parent, author, body, captcha }, _root, { signal }) => {
      const sent = {
        name: author.name?.trim(),
        email: author.email?.trim(),
        link: author.url?.trim(),
        content: body,
        rid: parent ? Number(parent) : 0,
        ua: navigator.userAgent,
        page_key: thread.id,
        page_title: thread.title,
        site_name: siteName,
      };
      return toComment(await write('comments', sent, { signal, captcha }));
    },

    /** On that server, the same vote again removes it, so ask first what the current vote is. */
    vote: async ({ id }, value, _before, { signal, captcha }) => {
      const path = `votes/comment/${encodeURIComponent(id)}`;
      const before = toVote(await call(path, { signal }));
      if (before.mine === value) return before;
      const choice = (value || before.mine) === 1 ? 'up' : 'down';
      return toVote(await write(`${path}/${choice}`, {}, { signal, captcha }));
    },

    counts: ({ threads }, options) =>
      countThreads(threads, {
        many: async (names) => {
          const params = { site_name: siteName, page_keys: names.join(',') };
          return recordOf(count)((await call('stats/page_comment', { params, signal: options.signal })).data);
        },
        one: async (name) => (await getRoots({ page_key: name, limit: 1, offset: 0 }, options)).total,
      }),

    /** What the captcha provider `artalk` shows; empty if this address needs no captcha now. */
    challenge: async ({ signal } = {}): Promise<ArtalkChallenge> => {
      if (!captchaWanted) return {};
      const { is_pass: passed } = await call('captcha/status', { signal });
      if (passed) return {};
      const { img_data: image } = await call('captcha', { signal });
      return { image: text(image) };
    },
  });
};

/** The server requires both, whatever the page says. */
const required = { name: 'required', email: 'required' } as const;

const explain = ({ data }: HttpAnswer): Refusal => {
  const { msg, need_captcha: captcha, need_login: admin, need_auth_login: login, err_no_site: site } = Object(data);
  const code = captcha ? 'captcha' : admin || login ? 'unauthorized' : site ? 'misconfigured' : undefined;
  return { code, message: text(msg) || undefined };
};

const toVote = ({ up, down, is_up: isUp, is_down: isDown }: Raw) => ({
  votes: { up: count(up), down: count(down) },
  mine: (isUp ? 1 : isDown ? -1 : 0) as VoteValue,
});
