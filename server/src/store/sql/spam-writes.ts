import { sql, type Kysely } from 'kysely';
import type { KeptNetwork, KeptTraces, SpamWrites } from '../spam.js';
import { compileEach, compileOnce } from './compile-once.js';
import type { Database } from './database.js';
import type { Executor, Transact } from './transact.js';

export const spamWrites = (transact: Transact): SpamWrites => ({
  keepModel: ({ site, content, changes, now }) =>
    transact(async (db) => {
      const raised = sql<number>`case when spam_models.version >= ${now} then spam_models.version + 1 else ${now} end`;
      await db
        .insertInto('spam_models')
        .values({ site, content, version: now, changes, learned: changes })
        .onConflict((conflict) => conflict.column('site').doUpdateSet({ content, version: raised, learned: changes }))
        .execute();
    }),
});

/** Says that there is something to learn, in the transaction of what was decided. */
export const markModels = async (db: Kysely<Database>, sites: Iterable<string>): Promise<void> => {
  // In an order in which no two transactions wait for each other.
  for (const site of [...new Set(sites)].sort()) {
    await db
      .insertInto('spam_models')
      .values({ site, content: '', version: 0, changes: 1, learned: 0 })
      .onConflict((conflict) => conflict.column('site').doUpdateSet({ changes: sql<number>`spam_models.changes + 1` }))
      .execute();
  }
};

/** Keeps by what a comment is found when another is like it. */
export const tracesKeeper = (builder: Kysely<Database>) => {
  const insert = compileEach<number, Record<string, string | number>, never>(
    (count) => (p) =>
      builder.insertInto('spam_traces').values(
        Array.from({ length: count }, (_, index) => ({
          site: p.site as string,
          key: p[`key${index}`] as number,
          comment: p.comment as string,
          sketch: p.sketch as string,
        })),
      ),
  );
  return async (db: Executor, name: { site: string; comment: string }, { keys, sketch }: KeptTraces): Promise<void> => {
    if (keys.length === 0) return;
    const named = Object.fromEntries(keys.map((key, index) => [`key${index}`, key]));
    await insert(keys.length, `${keys.length}`)(db, { ...name, sketch, ...named });
  };
};

export const networkKeeper = (builder: Kysely<Database>) => {
  const insert = compileOnce<KeptNetwork & { site: string; comment: string }, never>((p) =>
    builder
      .insertInto('comment_networks')
      .values({ site: p.site, comment: p.comment, network: p.network, expires_at: p.expiresAt }),
  );
  return (db: Executor, name: { site: string; comment: string }, network: KeptNetwork): Promise<never[]> =>
    insert(db, { ...name, ...network });
};

/** Forgets a comment's traces, as where its text changes or goes. */
export const forgetTraces = async (db: Kysely<Database>, comment: string): Promise<void> => {
  await db.deleteFrom('spam_traces').where('comment', '=', comment).execute();
};

/** Forgets what was kept beside comments of somebody who is erased; what these taught is learned anew, from the others. */
export const eraseSpam = async (db: Kysely<Database>, site: string, comments: readonly string[]): Promise<void> => {
  // A few at a time, as a statement takes some thousands of values.
  for (let first = 0; first < comments.length; first += 500) {
    await db
      .deleteFrom('spam_traces')
      .where('comment', 'in', comments.slice(first, first + 500))
      .execute();
  }
  await db
    .updateTable('spam_models')
    .set({ content: '', version: sql<number>`version + 1`, changes: sql<number>`changes + 1` })
    .where('site', '=', site)
    .execute();
};

/** Forgets networks whose time is over, and traces that are old, or too many. */
export const purgeSpam = async (db: Kysely<Database>, now: number): Promise<void> => {
  await db.deleteFrom('comment_networks').where('expires_at', '<=', now).execute();
  const tooMany = await db
    .selectFrom('spam_traces')
    .select('comment')
    // All of them, by the index.
    .where('comment', '>', '')
    .orderBy('comment', 'desc')
    .limit(1)
    .offset(mostTraces)
    .executeTakeFirst();
  const old = idsBefore(now - traceTime);
  const before = tooMany && tooMany.comment > old ? tooMany.comment : old;
  await db.deleteFrom('spam_traces').where('comment', '<', before).execute();
};

/** Milliseconds for which a comment is found by others that are like it. */
const traceTime = 30 * 24 * 60 * 60 * 1000;
/** Of all sites: some 20 MB. */
const mostTraces = 200_000;

/** What all ids that were made before sort before; see `newId`. */
const idsBefore = (time: number): string => Math.max(0, time).toString(36).padStart(9, '0');
