import type { BackendFactory, RequestOptions, ThreadTarget } from '../../backend.js';
import type { Comment, ErrorCode, Thread, VoteValue, Votes } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { requireUrl, textOption, threadSettings } from '../shared/adapter-settings.js';
import { countPublished, pageOfRoots, toRoots } from '../shared/flat-thread.js';
import { foreignBackend } from '../shared/foreign-backend.js';
import { createHttp, type HttpAnswer, type HttpRequest, type Refusal } from '../shared/http-json.js';
import { localMine } from '../shared/local-mine.js';
import { arrayOf, count, oneOf, recordOf, reply, text } from '../shared/shape.js';
import { timestamp } from '../shared/timestamp.js';
import { toTombstone } from '../shared/tombstone.js';

type Raw = Record<string, unknown>;

/** A whole thread, as last listed. */
interface Listing {
  roots: Comment[];
  thread: Thread;
  domain: string;
  /** Maximum length of a comment's source, in bytes. */
  mostBytes: number;
}

/** The session of an anonymous reader: 32 zero bytes. */
const anonymous = 'A'.repeat(43);
/** Maximum length of an author's name, in code points. */
const longestName = 63;
/**
 * Seconds. Authors who are signed in may change their comments without a time limit, if the domain allows it at all.
 */
const always = 100 * 365 * 86_400;

/**
 * A Comentario server (v3), over its embed API.
 *
 * `url` is the server's address, `site` the host of the page as it is registered there; by default the host of the
 * thread's address. A thread is the path of its page, as in Comentario's own client (`page-id`). The server sends a
 * thread as a whole and counts that as a view of the page, so later pages are cut from the first response. It returns
 * only a score: up votes minus down votes. If a domain accepts no comments without an account, the thread is closed for
 * readers who have none.
 *
 * Options:
 * - `token`: the session (`X-User-Session`) of a reader who is signed in; only they can vote, edit and remove
 * - `timeout`: milliseconds after which a request fails with the code `timeout`; default 15,000
 */
export const comentarioBackend: BackendFactory = ({ url, site, options }) => {
  const api = `${requireUrl(url)}/api/embed/comments`;
  const token = textOption(options, 'token');
  const http = createHttp({ timeout: options.timeout, explain });
  const mine = localMine(`starling:comentario:${url}`);
  /** Listings by host and path. */
  const listings = new Map<string, Listing>();

  const call = async (path: string, request: HttpRequest): Promise<Raw> => {
    const headers = { 'x-user-session': token ?? anonymous };
    return Object((await http(`${api}${path}`, { ...request, headers })).data) as Raw;
  };

  const pageOf = ({ site: own = site, thread }: ThreadTarget) => {
    const address = /^https?:\/\//i.test(thread.id) && URL.canParse(thread.id) ? new URL(thread.id) : undefined;
    const host = own ?? address?.host ?? globalThis.location?.host;
    if (!host) throw new StarlingError('misconfigured', 'site');
    return { host, path: address?.pathname ?? thread.id.replace(/^\/?/, '/') };
  };
  const keyOf = (target: ThreadTarget) => JSON.stringify(pageOf(target));

  const getListing = async (target: ThreadTarget, { signal }: RequestOptions): Promise<Listing> => {
    const { comments, commenters, pageInfo } = await call('', { method: 'POST', body: pageOf(target), signal });
    const authors = new Map(arrayOf(toRaw)(commenters ?? []).map((author) => [text(author.id), author]));
    const listed = arrayOf(toRaw)(comments ?? []);
    if (token) for (const raw of listed) takeVote(raw);
    const info = toRaw(pageInfo);
    const listing = {
      roots: toRoots(listed.map((raw) => toComment(raw, authors.get(text(raw.userCreated))))),
      thread: toThread(info, !!token),
      domain: text(info.domainId),
      mostBytes: count(info.maxCommentLength) || Infinity,
    };
    listings.set(keyOf(target), listing);
    return listing;
  };

  /** The listing of a thread, without a request if it has been listed already. */
  const knownListing = async (target: ThreadTarget, options: RequestOptions): Promise<Listing> =>
    listings.get(keyOf(target)) ?? getListing(target, options);

  /** Takes over a vote from the server, which knows the votes of readers who are signed in. */
  const takeVote = ({ id, direction }: Raw) => {
    const value = oneOf<VoteValue>([1, -1], 0)(direction);
    if (mine.voteOn(text(id)) !== value) mine.keepVote(text(id), value);
  };

  return foreignBackend({
    name: 'comentario',
    sorts: ['newest', 'oldest', 'helpful'],
    mine,
    threadId: (thread) => nameOf(thread, site),
    // Lists the thread first, because the server does not know a page that was never listed.
    settings: async (target, options) => (await knownListing(target, options)).thread,
    limits: (target) => [
      { field: 'author.name', most: longestName },
      { field: 'body', most: listings.get(keyOf(target))?.mostBytes ?? Infinity, inBytes: true },
    ],

    list: async (query, options) => {
      const { roots, thread } = await (query.cursor === undefined ? getListing : knownListing)(query, options);
      return { ...pageOfRoots(roots, query), total: countPublished(roots), summary: null, thread };
    },

    /** Lists the thread again if the comment is not found, because it may be new. */
    lookUp: async (target, options) => {
      const { roots } = await knownListing(target, options);
      const holds = ({ id, replies = [] }: Comment) => [id, ...replies.map((each) => each.id)].includes(target.id);
      return roots.some(holds) ? roots : (await getListing(target, options)).roots;
    },

    create: async ({ author, parent, body, ...target }, _root, { signal }) => {
      const sent = {
        ...pageOf(target),
        unregistered: !token,
        authorName: token ? undefined : (author.name?.trim() ?? ''),
        parentId: parent,
        markdown: body,
      };
      const { comment, commenter } = await call('', { method: 'PUT', body: sent, signal });
      return toComment(comment, commenter);
    },

    ...(token && {
      vote: async ({ id }, value, _before, { signal }) => {
        const sent = { direction: value };
        const { score } = await call(`/${encodeURIComponent(id)}/vote`, { method: 'POST', body: sent, signal });
        return { votes: votesOf(score), mine: value };
      },

      edit: async ({ id }, body, { signal }) => {
        const sent = { method: 'PUT', body: { markdown: body }, signal };
        return toComment((await call(`/${encodeURIComponent(id)}`, sent)).comment);
      },

      remove: async ({ id }, { signal, keepalive }) =>
        void (await call(`/${encodeURIComponent(id)}`, { method: 'DELETE', expect: 'text', signal, keepalive })),
    }),

    counts: async ({ site: own, threads }, { signal }) => {
      const pages = threads.map((id) => ({ id, ...pageOf({ site: own, thread: { id } }) }));
      const hosts = Map.groupBy(pages, ({ host }) => host);
      const counts = await Promise.all(
        [...hosts].map(async ([host, each]) => {
          const paths = [...new Set(each.map(({ path }) => path))];
          const answer = await call('/counts', { method: 'POST', body: { host, paths }, signal });
          const known = recordOf(count)(answer.commentCounts);
          return each.map(({ id, path }) => [id, known[path] ?? 0] as const);
        }),
      );
      return Object.fromEntries(counts.flat());
    },

    preview: async (body, { signal }) => {
      // The server renders by the rules of a domain, whose id is only known from a listing.
      const [listing] = listings.values();
      if (!listing) throw new StarlingError('misconfigured', 'a preview before the first list');
      const sent = { domainId: listing.domain, markdown: body };
      return text((await call('/preview', { method: 'POST', body: sent, signal })).html);
    },
  });
};

/** A page's address with host and path only: the query and the fragment are dropped, and the scheme is always https. */
const nameOf = (thread: string, site = globalThis.location?.host): string => {
  const base = site && `https://${site}/`;
  if (!/^(https?:\/)?\//i.test(thread) || !URL.canParse(thread, base)) return thread;
  const { host, pathname } = new URL(thread, base);
  return `https://${host}${pathname}`;
};

const toThread = (info: Raw, signedIn: boolean): Thread => {
  const name = signedIn ? 'hidden' : 'optional';
  return threadSettings({
    fields: { name, email: 'hidden', url: 'hidden' },
    closed: !!info.isDomainReadonly || !!info.isPageReadonly || (!signedIn && !info.authAnonymous),
    votes: signedIn && !!info.enableCommentVoting,
    editWindow: signedIn && info.commentEditingAuthor ? always : 0,
  });
};

const codes: Record<string, ErrorCode> = {
  'unknown-host': 'misconfigured',
  'domain-readonly': 'closed',
  'page-readonly': 'closed',
};

const explain = ({ data }: HttpAnswer): Refusal => {
  const { id, message } = toRaw(data);
  if (id === 'comment-text-too-long') return { code: 'invalid', fields: { body: 'Too long.' } };
  return { code: codes[text(id)], message: text(message) || undefined };
};

const toRaw = (value: unknown): Raw => Object(value) as Raw;

/** The votes, as far as the server tells: a positive score counts as up votes, a negative one as down votes. */
const votesOf = (score: unknown): Votes => {
  const sum = typeof score === 'number' ? score : 0;
  return { up: count(sum), down: count(-sum) };
};

const toComment = (value: unknown, commenter?: unknown): Comment => {
  const raw = toRaw(value);
  const author = toRaw(commenter);
  const edited = timestamp(raw.editedTime);
  const comment = reply({
    id: raw.id,
    parent: raw.parentId,
    author: {
      name: raw.authorName || author.name,
      url: author.websiteUrl,
      badge: author.isModerator ? 'moderator' : undefined,
    },
    html: raw.html,
    status: raw.isPending ? 'pending' : 'published',
    createdAt: timestamp(raw.createdTime),
    // The server sends the first day of year 1 for "never".
    editedAt: Date.parse(edited) > 0 ? edited : null,
    votes: votesOf(raw.score),
    pinned: raw.isSticky,
  });
  return raw.isDeleted ? toTombstone(comment) : comment;
};
