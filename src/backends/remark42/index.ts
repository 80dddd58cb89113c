import type { BackendFactory, CommentTarget, ListQuery, RequestOptions, ThreadTarget } from '../../backend.js';
import type { Comment, Draft, Page, Sort, Thread, Votes, VoteValue } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { requireUrl, threadSettings } from '../shared/adapter-settings.js';
import { checkBody, checkDraft } from '../shared/check-draft.js';
import { checkVote } from '../shared/check-vote.js';
import { branchTo, toRoots } from '../shared/flat-thread.js';
import { createHttp, type HttpRequest } from '../shared/http-json.js';
import { localMine } from '../shared/local-mine.js';
import { readCursor, writeCursor } from '../shared/opaque-cursor.js';
import { explainRemark42 } from './refusal.js';
import { isAnonymousName, remark42Session } from './session.js';
import { sendOnce } from '../shared/send-once.js';
import { arrayOf, count, recordOf, reply, text } from '../shared/shape.js';
import { timestamp } from '../shared/timestamp.js';
import { toTombstone } from '../shared/tombstone.js';

type Raw = Record<string, unknown>;

const orders: Partial<Record<Sort, string>> = { newest: '-time', oldest: '+time', helpful: '-score' };

/** A server that sends the same again and again must not be asked for ever. */
const mostRequests = 20;

/**
 * A Remark42 server (1.11 and later), with readers who log in anonymously.
 *
 * `url` is the server's address, `site` its site id: mandatory. A thread is the address of its page. The server must
 * allow anonymous log-in (AUTH_ANON) and give its token in a header (AUTH_SEND_JWT_HEADER); as it hides that header
 * from other origins, it has to stand behind the page's own, or behind a proxy that exposes `X-JWT`. Readers are logged
 * in under the name they give when they first write, and again when the token expired; who votes before that is a
 * guest with a made-up name. Votes of guests need ANON_VOTE and VOTES_IP. The server tells the score only: its votes
 * are shown as so many for, or against. What was answered can be neither changed nor removed.
 *
 * Options:
 * - `timeout`: milliseconds after which a request is given up with the code `timeout`; 15,000
 */
export const remark42Backend: BackendFactory = ({ url, site, options }) => {
  const server = requireUrl(url);
  if (!site) throw new StarlingError('misconfigured', 'site');
  const http = createHttp({ timeout: options.timeout, explain: explainRemark42 });
  const session = remark42Session(http, server, site);
  const once = sendOnce();
  const mine = localMine(`starling:remark42:mine:${site}:${url}`);
  /** Every comment seen: answers and changes are answered with the comment alone. */
  const seen = new Map<string, Comment>();
  let config: Promise<Raw> | undefined;

  const get = async (path: string, params: HttpRequest['params'], { signal }: RequestOptions): Promise<Raw> =>
    Object((await http(`${server}/api/v1${path}`, { params: { site, ...params }, signal })).data) as Raw;

  /** Asked for once: nothing of it changes while a page is open. */
  const getConfig = (): Promise<Raw> => {
    config ??= get('/config', {}, {});
    config.catch(() => (config = undefined));
    return config;
  };

  const note = (comment: Comment): Comment => {
    seen.set(comment.id, comment);
    return comment;
  };

  const getTree = async (thread: string, params: HttpRequest['params'], options: RequestOptions) => {
    const { comments, info } = await get('/find', { url: thread, format: 'tree', ...params }, options);
    const roots = arrayOf((node) => node)(comments ?? []).flatMap((node) => toRoots(flatten(node)));
    for (const root of roots) [root, ...root.replies!].forEach(note);
    return { roots, info: Object(info) as Raw };
  };

  const settings = (config: Raw, info: Raw): Thread => {
    const providers = Array.isArray(config.auth_providers) ? config.auth_providers : ['anonymous'];
    return threadSettings({
      closed: !!info.read_only || !!config.subscribers_only || !providers.includes('anonymous'),
      fields: { name: 'required', email: 'hidden', url: 'hidden' },
      votes: !!config.anon_vote,
      editWindow: count(config.edit_duration),
    });
  };

  const list = async ({ thread, sort, limit, cursor }: ListQuery, options: RequestOptions = {}): Promise<Page> => {
    const order = orders[sort];
    if (!order) throw new StarlingError('invalid', 'sort', { fields: { sort: 'Not a sort of this server.' } });
    const state = readCursor<{ after: string; seen: string[] }>(sort, cursor, ({ after }) => typeof after === 'string');
    const had = new Set(state?.seen);
    const comments: Comment[] = [];
    const configured = getConfig();
    let [offset, more, info]: [string | undefined, boolean, Raw] = [state?.after, true, {}];
    // An offset that was removed meanwhile makes the server begin anew: what the reader has is passed over.
    for (let requests = 0; more && !comments.length && requests < mostRequests; requests++) {
      const page = await getTree(thread.id, { sort: order, limit, offset_id: offset }, options);
      info = page.info;
      comments.push(...page.roots.filter(({ id }) => !had.has(id)));
      offset = text(info.last_comment) || undefined;
      more = count(info.count_left) > 0 && !!offset;
    }
    const seenNow = [...had, ...comments.map(({ id }) => id)];
    const next = more && comments.length ? writeCursor(sort, { after: offset!, seen: seenNow }) : null;
    const { count: total } = info;
    return { comments, next, total: count(total), summary: null, thread: settings(await configured, info) };
  };

  /** A request about one comment, by who wrote it or, of others, by who the reader is. */
  const change = ({ id, thread }: CommentTarget, path: string, { params, ...request }: HttpRequest) =>
    session.call(
      `/${path}/${encodeURIComponent(id)}`,
      { ...request, method: 'PUT', params: { site, url: thread.id, ...params } },
      session.nameOf(id),
    );

  /** A comment in its place; one that is not seen yet is looked up in the whole thread, which alone tells its root. */
  const locate = async ({ thread, id }: CommentTarget, options: RequestOptions): Promise<Comment> => {
    if (!seen.has(id)) await getTree(thread.id, {}, options);
    const found = seen.get(id);
    if (!found) throw new StarlingError('not-found', 'There is no such comment.');
    return found;
  };

  const check = async (draft: Draft): Promise<string> => {
    const known = await getConfig();
    checkDraft(draft, settings(known, {}));
    const name = draft.author.name!.trim();
    const longest = count(known.max_comment_size);
    const fields = {
      ...(!isAnonymousName(name) && { 'author.name': 'Only letters, digits, spaces and _, three at least.' }),
      ...(longest && [...draft.body].length > longest && { body: `Too long: at most ${longest} characters.` }),
    };
    if (Object.keys(fields).length) throw new StarlingError('invalid', 'Some fields are not valid.', { fields });
    return name;
  };

  return {
    name: 'remark42',
    sorts: Object.keys(orders) as Sort[],
    list,

    submit: async (draft, options = {}) => {
      const { signal, idempotencyKey } = options;
      signal?.throwIfAborted();
      const name = await check(draft);
      const { thread, parent, body } = draft;
      return once(draft, idempotencyKey, async () => {
        const root = parent && (await locate({ thread, id: parent }, options)).root;
        const sent = { text: body, pid: parent, title: thread.title, locator: { site, url: thread.id } };
        const request = { method: 'POST', params: { site }, body: sent, signal };
        const kept = toComment((await session.call('/comment', request, name)).data);
        const comment = note({ ...kept, root: root || kept.id });
        session.remember(comment.id, name);
        mine.keepComment(thread.id, comment, body);
        return comment;
      });
    },

    find: async ({ thread, id }, options = {}) => branchTo((await getTree(thread.id, {}, options)).roots, id),

    mine: async ({ thread }: ThreadTarget) => mine.read(thread.id),

    edit: async (target, { body = '' }, { signal } = {}) => {
      signal?.throwIfAborted();
      checkBody(body);
      const { data } = await change(target, 'comment', { body: { text: body }, signal });
      const { replyCount = 0, replies, root } = seen.get(target.id) ?? {};
      const changed = toComment(data);
      const comment = note({ ...changed, replyCount, replies, root: root ?? changed.root });
      mine.keepComment(target.thread.id, comment, body);
      return comment;
    },

    remove: async (target, { signal } = {}) => {
      await change(target, 'comment', { body: { delete: true }, signal });
      mine.forgetComment(target.id);
      const removed = toTombstone(seen.get(target.id) ?? reply({ id: target.id }));
      seen.delete(target.id);
      return removed;
    },

    vote: async (target, value, options = {}) => {
      options.signal?.throwIfAborted();
      checkVote(value);
      const { id } = target;
      let { votes } = await locate(target, options);
      const step = async (vote: 1 | -1) => {
        const { data } = await change(target, 'vote', { params: { vote }, signal: options.signal });
        votes = votesOf(Object(data).score);
        note({ ...seen.get(id)!, votes });
      };
      const before = mine.voteOn(id);
      if (before !== value) {
        // A vote against the earlier one takes it back, and only the next one counts.
        if (before) {
          await step(before === 1 ? -1 : 1);
          mine.keepVote(id, 0);
        }
        if (value) await step(value);
        mine.keepVote(id, value);
      }
      return { votes, mine: value satisfies VoteValue };
    },

    counts: async ({ threads }, { signal } = {}) => {
      const request = { method: 'POST', params: { site }, body: threads, signal };
      const posts = arrayOf(recordOf((value) => value))((await http(`${server}/api/v1/counts`, request)).data);
      const counts = new Map(posts.map((post) => [text(post.url), count(post.count)]));
      return Object.fromEntries(threads.map((id) => [id, counts.get(id) ?? 0]));
    },

    preview: async (body, { signal } = {}) => {
      signal?.throwIfAborted();
      checkBody(body);
      const request = { method: 'POST', params: { site }, body: { text: body }, expect: 'text', signal } as const;
      return (await session.call('/preview', request)).text;
    },
  };
};

/** A tree as one list; without recursion, as a branch may be 10,000 deep. */
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
    // The server leaves the name to what its author removed.
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
