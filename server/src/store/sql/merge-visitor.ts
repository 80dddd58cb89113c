import { sql, type Kysely } from 'kysely';
import type { ThreadName } from '../requests.js';
import type { ChangeThread } from './change-thread.js';
import { countVotes } from './count-votes.js';
import type { Database } from './database.js';
import { ratingSources, withoutComment } from './rating-sources.js';
import type { ThreadChange } from './thread-change.js';

interface MergeRequest {
  site: string;
  visitor: string;
  identity: string;
  now: number;
}

interface Merging extends ThreadName {
  visitor: string;
  identity: string;
}

/**
 * Moves everything that a visitor did to the identity. Nothing is left under the visitor, so doing it again has no
 * effect. Locks are taken in the same order as for a comment: idempotency keys, threads, the rest.
 */
export const visitorMerger = (builder: Kysely<Database>, changeThread: ChangeThread) => {
  const mergeRatings = ratingsMerger(builder);
  return async (db: Kysely<Database>, request: MergeRequest): Promise<void> => {
    const { site, visitor, identity, now } = request;
    await moveRetries(db, request);
    for (const thread of await threadsOf(db, request)) {
      await changeThread(db, { site, thread, now }, async (change) => {
        const merging = { site, thread, visitor, identity };
        await moveComments(db, merging);
        await mergeVotes(db, merging, change);
        await mergeRatings(db, merging, change);
      });
    }
    await mergeReports(db, request);
    await moveSubscriptions(db, request);
    await mergeVisitors(db, request);
  };
};

/** In a fixed order that prevents deadlocks. */
const threadsOf = async (db: Kysely<Database>, { site, visitor }: MergeRequest): Promise<string[]> => {
  const threads = await db
    .selectFrom('comments')
    .select('thread')
    .where('site', '=', site)
    .where('visitor', '=', visitor)
    .union(db.selectFrom('votes').select('thread').where('site', '=', site).where('visitor', '=', visitor))
    .union(
      // Ratings of comments need not be looked up: they are in the same threads as the comments.
      db
        .selectFrom('rating_sources')
        .select('thread')
        .where('site', '=', site)
        .where('visitor', '=', visitor)
        .where('source', '=', sql.lit(withoutComment)),
    )
    .execute();
  return threads.map(({ thread }) => thread).toSorted();
};

const moveComments = (db: Kysely<Database>, { site, thread, visitor, identity }: Merging) =>
  db
    .updateTable('comments')
    .set({ visitor: identity })
    .where('site', '=', site)
    .where('visitor', '=', visitor)
    .where('thread', '=', thread)
    .execute();

/** Of two votes on one comment the later wins. Votes on comments that now belong to the identity itself are removed. */
const mergeVotes = async (
  db: Kysely<Database>,
  { site, thread, visitor, identity }: Merging,
  { changed }: ThreadChange,
): Promise<void> => {
  const votes = await db
    .selectFrom('votes')
    .innerJoin('comments', (join) =>
      join.onRef('comments.site', '=', 'votes.site').onRef('comments.id', '=', 'votes.comment'),
    )
    .select(['votes.visitor', 'votes.comment', 'votes.value', 'votes.voted_at', 'comments.visitor as author'])
    .where('votes.site', '=', site)
    .where('votes.thread', '=', thread)
    .where('votes.visitor', 'in', [visitor, identity])
    .execute();
  for (const [comment, both] of Map.groupBy(votes, (vote) => vote.comment)) {
    // If both have the same time, the identity's own vote wins.
    const [latest] = both.toSorted((a, b) => b.voted_at - a.voted_at || Number(b.visitor === identity) - 0.5);
    const kept = latest?.author === identity ? undefined : latest;
    for (const vote of both) {
      if (vote === kept) continue;
      const lost = db.deleteFrom('votes').where('site', '=', site).where('thread', '=', thread);
      await lost.where('visitor', '=', vote.visitor).where('comment', '=', comment).execute();
      await countVotes(db, site, comment, vote.value, 0);
      changed.add(comment);
    }
  }
  await db
    .updateTable('votes')
    .set({ visitor: identity })
    .where('site', '=', site)
    .where('thread', '=', thread)
    .where('visitor', '=', visitor)
    .execute();
};

/** One person has one rating of a thread: that of the latest source of either. */
const ratingsMerger = (builder: Kysely<Database>) => {
  const { ratingOf } = ratingSources(builder);
  return async (db: Kysely<Database>, merging: Merging, { counts }: ThreadChange): Promise<void> => {
    const { site, thread, visitor, identity } = merging;
    const sources = { site, thread };
    const before = [await ratingOf(db, { ...sources, visitor }), await ratingOf(db, { ...sources, visitor: identity })];
    const ofBoth = db
      .selectFrom('rating_sources')
      .select(['visitor', 'version'])
      .where('site', '=', site)
      .where('thread', '=', thread)
      .where('visitor', 'in', [visitor, identity])
      .where('source', '=', withoutComment)
      .orderBy('version', 'desc');
    const [, earlier] = await ofBoth.execute();
    if (earlier) {
      await db
        .deleteFrom('rating_sources')
        .where('site', '=', site)
        .where('thread', '=', thread)
        .where('visitor', '=', earlier.visitor)
        .where('source', '=', withoutComment)
        .execute();
    }
    await db
      .updateTable('rating_sources')
      .set({ visitor: identity })
      .where('site', '=', site)
      .where('thread', '=', thread)
      .where('visitor', '=', visitor)
      .execute();
    for (const stars of before) if (stars !== null) counts.stars[stars] -= 1;
    const after = await ratingOf(db, { ...sources, visitor: identity });
    if (after !== null) counts.stars[after] += 1;
  };
};

/** If somebody reported a comment twice, as a visitor and as an identity, that counts as one person. */
const mergeReports = async (db: Kysely<Database>, { site, visitor, identity }: MergeRequest): Promise<void> => {
  const twice = await db
    .deleteFrom('reports')
    .where('site', '=', site)
    .where('reporter', '=', visitor)
    .where('comment', 'in', (eb) =>
      eb
        .selectFrom('reports as own')
        .select('own.comment')
        .where('own.site', '=', site)
        .where('reporter', '=', identity),
    )
    .returning(['comment', 'settled'])
    .execute();
  for (const { comment } of twice.filter(({ settled }) => settled === null)) {
    await db
      .updateTable('comments')
      .set({ reports: sql`reports - 1` })
      .where('site', '=', site)
      .where('id', '=', comment)
      .execute();
  }
  await db
    .updateTable('reports')
    .set({ reporter: identity })
    .where('site', '=', site)
    .where('reporter', '=', visitor)
    .execute();
};

/** A draft that was sent before signing in, and is sent again after it, is still stored only once. */
const moveRetries = async (db: Kysely<Database>, { site, visitor, identity }: MergeRequest): Promise<void> => {
  const retries = db.selectFrom('idempotency as own').select('own.key').where('own.site', '=', site);
  await db
    .updateTable('idempotency')
    .set({ scope: identity })
    .where('site', '=', site)
    .where('scope', '=', visitor)
    .where('key', 'not in', retries.where('own.scope', '=', identity))
    .execute();
};

/** A person who confirmed their address as a visitor is not asked again after signing in. */
const moveSubscriptions = async (db: Kysely<Database>, { site, visitor, identity }: MergeRequest): Promise<void> => {
  await db
    .updateTable('subscriptions')
    .set({ visitor: identity })
    .where('site', '=', site)
    .where('visitor', '=', visitor)
    .execute();
};

/** If a moderator trusted the visitor, the identity is trusted. */
const mergeVisitors = async (db: Kysely<Database>, { site, visitor, identity }: MergeRequest): Promise<void> => {
  const [known] = await db
    .deleteFrom('visitors')
    .where('site', '=', site)
    .where('visitor', '=', visitor)
    .returning(['created_at', 'trusted'])
    .execute();
  if (!known) return;
  await db
    .insertInto('visitors')
    .values({ site, visitor: identity, ...known })
    .onConflict((conflict) =>
      conflict.columns(['site', 'visitor']).doUpdateSet({
        created_at: sql`case when excluded.created_at < visitors.created_at then excluded.created_at
          else visitors.created_at end`,
        trusted: sql`case when excluded.trusted > visitors.trusted then excluded.trusted else visitors.trusted end`,
      }),
    )
    .execute();
};
