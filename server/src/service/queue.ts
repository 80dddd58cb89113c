import { notFound } from '../api-error.js';
import type { Position } from '../store/records.js';
import type { Scope, State } from '../store/moderation-records.js';
import { states } from '../store/moderation-records.js';
import { mostEmptied, type Decided, type Decision } from '../store/moderation.js';
import type { QueueQuery } from '../store/queue.js';
import type { Store } from '../store/store.js';
import { createExactRoom, firstThatFit, lastThatFit } from './answer-bounds.js';
import { bannedComments } from './banned-comments.js';
import { checkSite } from './check-site.js';
import { readCursor, writeCursor } from './cursor.js';
import type { Moderator } from './moderation.js';
import { moderatedComment, type Moderated } from './present.js';
import { searchedWords } from './searched-words.js';
import { nameThread } from './thread-name.js';
import { toTime } from './to-time.js';

export { decisions } from '../store/moderation.js';
export { reasonCodes } from '../store/reasons.js';
export { states } from '../store/moderation-records.js';

/** Selects comments. */
export interface Filter {
  state?: State;
  reported?: boolean;
  site?: string;
  /** A thread's id. It is looked up on the named site, or else on the site without a name. */
  thread?: string;
  /** A person: a visitor's id, as in `visitor`, or an e-mail address. */
  author?: string;
  /** Words to find in names, addresses and bodies; quotes make a phrase. */
  q?: string;
  /** Milliseconds since 1970: only comments written at this time or later. */
  from?: number;
  /** Only comments written at this time or earlier. */
  to?: number;
  cursor?: string;
}

/** Selects comments to decide on. */
export interface Match extends Filter {
  /** Only comments written at this time or earlier, so that nothing is decided unseen. */
  before: number;
  /** The id of a ban: only comments that it would hold if they were written now. */
  ban?: string;
}

export interface QueuePage {
  comments: Moderated[];
  next: string | null;
  counts: { pending: number; reported: number; spam: number };
}

/** One day, in UTC. */
export interface DayStats {
  day: string;
  published: number;
  held: number;
  spam: number;
}

/** What waits for moderators, and all other comments that they look through. */
export interface Queue {
  list(scope: Scope, request: Filter & { limit: number }): Promise<QueuePage>;
  /**
   * A comment and its ancestors, the root first.
   *
   * @throws ApiError `not-found`, also for comments of sites outside the scope
   */
  find(scope: Scope, id: string): Promise<{ comment: Moderated; above: Moderated[] }>;
  /**
   * Counts for the last `days` days including today: published, held and spam comments, by the day they were written.
   */
  stats(scope: Scope, request: { site?: string; days: number }): Promise<{ days: DayStats[] }>;
  /**
   * Decides on the next matching comments, at most 500; `next` leads to those after them.
   *
   * @param more `forGood` to empty deleted comments at once, without a way back; at most 25 of them
   */
  decide(
    who: Moderator,
    match: Match,
    decision: Decision,
    more?: { forGood?: boolean },
  ): Promise<Decided & { next: string | null }>;
}

const mostDecided = 500;
const day = 24 * 60 * 60 * 1000;

export const createQueue = (store: Store, now: () => number): Queue => ({
  list: (scope, { limit, ...filter }) =>
    store.read(async ({ queue }) => {
      const { comments: found, last } = await queue.list(queryOf(scope, filter, limit));
      const comments = found.map(moderatedComment);
      const fit = firstThatFit(comments, createExactRoom());
      const end = fit < found.length ? positionOf(found[fit - 1]) : last;
      return { comments: comments.slice(0, fit), next: cursorOf(end), counts: await queue.counts(scope) };
    }),

  find: (scope, id) =>
    store.read(async ({ queue }) => {
      const branch = (await queue.branch(scope, id)).map(moderatedComment);
      const comment = branch.pop();
      if (!comment) throw notFound();
      const room = createExactRoom();
      room.take([comment]);
      return { comment, above: lastThatFit(branch, room) };
    }),

  stats: async (scope, { site, days }) => {
    checkSite(scope, site);
    const today = Math.floor(now() / day) * day;
    const since = today - (days - 1) * day;
    const counted = await store.read(({ queue }) => queue.stats({ scope, site, since }));
    const found = new Map(counted.map(({ at, ...counts }) => [at, counts]));
    return {
      days: Array.from({ length: days }, (_, index) => {
        const at = since + index * day;
        return { day: toTime(at).slice(0, 10), ...(found.get(at) ?? { published: 0, held: 0, spam: 0 }) };
      }),
    };
  },

  decide: async (who, { before, ban, ...match }, decision, { forGood } = {}) => {
    const { name: by, scope } = who;
    // What a ban takes along to be held is what is public: spam stays spam.
    const filter = ban !== undefined && decision === 'hold' ? { ...match, state: match.state ?? 'published' } : match;
    const limit = forGood ? mostEmptied : mostDecided;
    const query = queryOf(scope, { ...filter, to: Math.min(before, filter.to ?? before) }, limit);
    const { ids, last } =
      ban === undefined ? await scan(store, query) : await bannedComments(store, who, ban, query, now());
    const next = cursorOf(last);
    if (ids.length === 0) return { changed: [], undo: null, next };
    const wanted = filter.state ? [filter.state] : states;
    const decided = await store.moderation.decide({ by, scope, now: now(), ids, decision, forGood, states: wanted });
    return { ...decided, next };
  },
});

const scan = async (store: Store, query: QueueQuery) => {
  const { comments, last } = await store.read(({ queue }) => queue.scan(query));
  return { ids: comments.map(({ id }) => id), last };
};

const list = 'queue';

const queryOf = (scope: Scope, { thread, site, cursor, q, from, to, ...filter }: Filter, limit: number): QueueQuery => {
  checkSite(scope, site);
  return {
    ...filter,
    scope,
    limit,
    site: thread === undefined ? site : (site ?? ''),
    words: q === undefined ? undefined : searchedWords(q),
    thread: thread === undefined ? undefined : nameThread(site ?? '', thread).thread,
    since: from,
    before: to,
    after: cursor === undefined ? undefined : readCursor(list, cursor),
  };
};

const positionOf = (comment: Pick<Position, 'createdAt' | 'id'> | undefined): Position | undefined =>
  comment && { rank: 0, createdAt: comment.createdAt, id: comment.id };

const cursorOf = (position: Position | undefined): string | null => (position ? writeCursor(list, position) : null);
