import type { Comment, Page } from '../../../src/contract.js';
import type { Ban } from '../../src/service/bans.js';
import type { BanKind } from '../../src/store/moderation-records.js';
import type { ModeratedThread, ThreadChange } from '../../src/service/moderated-threads.js';
import type { Moderated } from '../../src/service/present.js';
import type { LogEntry } from '../../src/service/moderation-log.js';
import type { DayStats as Day, QueuePage } from '../../src/service/queue.js';
import type { ChangedComment, Decision } from '../../src/store/moderation.js';
import { StarlingError } from '../../../src/errors.js';
import { problemOf } from '../../../src/backends/starling/problem.js';
import { learnTime } from '../../../src/platform/clock.js';
import { followQueue, type QueueNews } from './follow-queue.js';
import { beginOf, endOf } from '../model/days.js';
import type { Filter } from '../model/filter.js';

export type { Ban, BanKind, Day, Decision, LogEntry, Moderated, ModeratedThread, QueuePage, ThreadChange };

/** The moderator who is signed in. */
export interface Session {
  name: string;
  shownName: string;
  role: 'owner' | 'moderator';
  /** The configured sites; empty if the server serves any site. */
  sites: string[];
}

export interface Decided {
  changed: ChangedComment[];
  /** The token that undoes the decision; null if nothing changed. */
  undo: string | null;
  next?: string | null;
}

/** Matching comments that are not newer than `before`; after the cursor, if given. */
export interface Match extends Filter {
  before: string;
  /** The id of a ban: comments that it would hold if they were written now. */
  ban?: string;
  cursor?: string;
}

/** A ban of a value, or of a comment's author; without a site it holds on all sites. */
export interface NewBan {
  kind: BanKind;
  value?: string;
  comment?: string;
  site?: string;
  until?: string;
  note?: string;
}

/** One person, given by one of their names. */
export type PersonName = { visitor: string } | { email: string } | { comment: string };

export interface ThreadsPage {
  threads: ModeratedThread[];
  next: string | null;
}

/** The moderation API of this page's server. All its errors are `StarlingError`s. */
export interface Api {
  session(): Promise<Session>;
  signIn(name: string, password: string): Promise<void>;
  signOut(): Promise<void>;
  changePassword(old: string, next: string): Promise<void>;
  list(query: Filter & { cursor?: string; limit?: number }, signal?: AbortSignal): Promise<QueuePage>;
  /** A comment of any state, and its ancestors, the root first. */
  find(id: string, signal?: AbortSignal): Promise<{ comment: Moderated; above: Moderated[] }>;
  decide(ids: readonly string[], action: Decision): Promise<Decided>;
  /** @param forGood for deletions: empties the comments at once, without a way back */
  decideMatching(match: Match, action: Decision, forGood?: boolean): Promise<Decided>;
  /** Edits a comment; missing fields stay as they are. */
  edit(id: string, change: { body?: string; name?: string; url?: string | null }): Promise<Moderated>;
  /** Publishes a reply to a comment, with the moderator's shown name and badge. */
  reply(id: string, body: string): Promise<Moderated>;
  /** The first published replies to a comment, as readers see them. */
  answers(comment: Moderated, signal?: AbortSignal): Promise<Comment[]>;
  threads(query: { site?: string; q?: string; cursor?: string }, signal?: AbortSignal): Promise<ThreadsPage>;
  updateThread(change: Partial<ThreadChange> & { thread: string }): Promise<ModeratedThread>;
  /** Gives a thread another id, or merges it into the thread of that id. */
  moveThread(move: { site?: string; from: string; to: string }): Promise<ModeratedThread>;
  bans(cursor?: string): Promise<{ bans: Ban[]; next: string | null }>;
  ban(ban: NewBan): Promise<Ban>;
  unban(id: string): Promise<void>;
  /** Erases a person on all of the moderator's sites; with `keep` their texts stay, without a name. */
  erase(who: PersonName, keep: boolean): Promise<{ comments: number }>;
  /** The address from which all data about a person can be downloaded. */
  exportOf(who: PersonName): string;
  /** Reports news of the queue until it is stopped. */
  follow(news: QueueNews): () => void;
  stats(query: { site?: string; days: number }, signal?: AbortSignal): Promise<{ days: Day[] }>;
  undo(undo: string): Promise<ChangedComment[]>;
  trust(comment: string, trusted: boolean): Promise<void>;
  log(cursor?: string): Promise<{ log: LogEntry[]; next: string | null }>;
}

/** Milliseconds after which a request is given up. */
const patience = 20_000;

/** @param base the address below which the API is, with a slash at its end */
export const createApi = (base: string, onSignedOut: () => void): Api => {
  const call = async <T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> => {
    const response = await send(new URL(path, base), method, body, signal);
    const content = await response.text();
    learnTime(response.headers.get('date'));
    if (response.ok) return (content ? JSON.parse(content) : undefined) as T;
    const problem = problemOf(response, content);
    // A wrong password is reported by the form in which it was typed.
    if (problem.code === 'unauthorized' && !(method === 'POST' && /^(session|password)$/.test(path))) onSignedOut();
    throw problem;
  };
  return {
    session: () => call('GET', 'session'),
    signIn: (name, password) => call('POST', 'session', { name, password }),
    signOut: () => call('DELETE', 'session'),
    changePassword: (old, next) => call('POST', 'password', { old, new: next }),
    list: (query, signal) => call('GET', `comments?${parameters(withTimes(query))}`, undefined, signal),
    find: (id, signal) => call('GET', `comments/${encodeURIComponent(id)}`, undefined, signal),
    decide: (ids, action) => call('POST', 'comments/actions', { ids, action }),
    decideMatching: (match, action, forGood) =>
      call('POST', 'comments/actions', { match: withTimes(match), action, forGood }),
    edit: (id, change) => call('PATCH', `comments/${encodeURIComponent(id)}`, change),
    reply: (id, body) => call('POST', `comments/${encodeURIComponent(id)}/replies`, { body }),
    answers: async ({ id, root, site, threadId: thread }, signal) => {
      const query = parameters({ site: site || undefined, thread, parent: root, limit: 100 });
      const page = await call<Page>('GET', `../comments?${query}`, undefined, signal);
      return page.comments.filter(({ parent }) => parent === id);
    },
    threads: (query, signal) => call('GET', `threads?${parameters(query)}`, undefined, signal),
    updateThread: (change) => call('PATCH', 'threads', change),
    moveThread: (move) => call('POST', 'threads/move', move),
    bans: (cursor) => call('GET', `bans?${parameters({ cursor, limit: 50 })}`),
    ban: (ban) => call('POST', 'bans', ban),
    unban: (id) => call('DELETE', `bans/${encodeURIComponent(id)}`),
    erase: (who, keep) => call('POST', 'people/erase', { ...who, keep }),
    exportOf: (who) => new URL(`people?${parameters(who)}`, base).href,
    follow: (news) => followQueue(new URL('events', base), news),
    stats: (query, signal) => call('GET', `stats?${parameters(query)}`, undefined, signal),
    undo: async (undo) => (await call<{ changed: ChangedComment[] }>('POST', 'undo', { undo })).changed,
    trust: (comment, trusted) => call('POST', 'people/trust', { comment, trusted }),
    log: (cursor) => call('GET', `log?${parameters({ cursor, limit: 50 })}`),
  };
};

const send = async (url: URL, method: string, body: unknown, signal?: AbortSignal): Promise<Response> => {
  const late = AbortSignal.timeout(patience);
  try {
    return await fetch(url, {
      method,
      signal: signal ? AbortSignal.any([signal, late]) : late,
      ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new StarlingError(late.aborted ? 'timeout' : 'network', `${cause}`, { cause });
  }
};

/** The server knows moments, not the days of the moderator's time zone. */
const withTimes = <F extends Filter>({ from, to, ...filter }: F) => ({
  ...filter,
  ...(from && { from: beginOf(from) }),
  ...(to && { to: endOf(to) }),
});

/** Leaves out undefined values. */
const parameters = (values: Record<string, string | number | boolean | undefined>): URLSearchParams =>
  new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
