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

/** Marks that there is something new to learn, in the transaction of the decision. */
export const markModels = async (db: Kysely<Database>, sites: Iterable<string>): Promise<void> => {
  // In a fixed order that prevents deadlocks.
  for (const site of [...new Set(sites)].sort()) {
    await db
      .insertInto('spam_models')
      .values({ site, content: '', version: 0, changes: 1, learned: 0 })
      .onConflict((conflict) => conflict.column('site').doUpdateSet({ changes: sql<number>`spam_models.changes + 1` }))
      .execute();
  }
};

/** Stores the traces by which a similar comment will find this one. */
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

/** Deletes a comment's traces, for example when its text changes. */
export const forgetTraces = async (db: Kysely<Database>, comment: string): Promise<void> => {
  await db.deleteFrom('spam_traces').where('comment', '=', comment).execute();
};

/** Deletes the spam data of an erased person's comments; the model is learned again from the remaining comments. */
export const eraseSpam = async (db: Kysely<Database>, site: string, comments: readonly string[]): Promise<void> => {
  // A few at a time, as a statement takes only some thousands of parameters.
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

/** Deletes expired networks, and traces that are too old or too many. */
export const purgeSpam = async (db: Kysely<Database>, now: number): Promise<void> => {
  await db.deleteFrom('comment_networks').where('expires_at', '<=', now).execute();
  const tooMany = await db
    .selectFrom('spam_traces')
    .select('comment')
    // This condition makes the database walk the index.
    .where('comment', '>', '')
    .orderBy('comment', 'desc')
    .limit(1)
    .offset(mostTraces)
    .executeTakeFirst();
  const old = idsBefore(now - traceTime);
  const before = tooMany && tooMany.comment > old ? tooMany.comment : old;
  await db.deleteFrom('spam_traces').where('comment', '<', before).execute();
};

/** Milliseconds for which similar comments can be found. */
const traceTime = 30 * 24 * 60 * 60 * 1000;
/** For all sites together: some 20 MB. */
const mostTraces = 200_000;

/** A string that sorts after all ids created before the given time, and before all later ones; see `newId`. */
const idsBefore = (time: number): string => Math.max(0, time).toString(36).padStart(9, '0');
