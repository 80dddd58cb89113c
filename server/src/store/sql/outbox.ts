import { sql, type Expression, type ExpressionBuilder, type Kysely, type SqlBool } from 'kysely';
import { newId } from '../new-id.js';
import type { OutboxEntry, OutboxReads, OutboxRecord, OutboxWrites } from '../outbox.js';
import type { Scope } from '../moderation-records.js';
import type { Database, OutboxRow } from './database.js';
import { pace } from './mail-paces.js';
import type { Transact } from './transact.js';

/** Adds entries within the transaction that causes them, so that both are stored or neither. */
export const addToOutbox = async (
  db: Kysely<Database>,
  entries: readonly OutboxEntry[],
  now: number,
): Promise<void> => {
  for (let first = 0; first < entries.length; first += most) {
    const rows = entries.slice(first, first + most).map((entry) => toRow(entry, now));
    await db.insertInto('outbox').values(rows).execute();
  }
};

/** Rows per statement: a database takes only some thousands of parameters. */
const most = 100;

export const outboxReads = (db: Kysely<Database>): OutboxReads => ({
  isDue: async (kinds, now) => {
    const row = await db
      .selectFrom('outbox')
      .select('id')
      .where('dead', '=', sql.lit(0))
      .where('due_at', '<=', now)
      .where('kind', 'in', kinds)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  },

  list: async (scope, limit) => {
    const rows = await db
      .selectFrom('outbox')
      .selectAll()
      .where((eb) => ofScope(eb, scope))
      .orderBy('dead', 'desc')
      .orderBy('due_at')
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(toRecord);
  },

  counts: async (scope) => {
    const rows = await db
      .selectFrom('outbox')
      .select((eb) => ['dead', eb.fn.countAll<number>().as('all'), eb.fn.min<number>('created_at').as('oldest')])
      .where((eb) => ofScope(eb, scope))
      .groupBy('dead')
      .execute();
    const [waiting, dead] = ([0, 1] as const).map((state) => rows.find((row) => row.dead === state));
    return {
      waiting: Number(waiting?.all ?? 0),
      dead: Number(dead?.all ?? 0),
      oldest: waiting ? Number(waiting.oldest) : null,
    };
  },
});

export const outboxWrites = (transact: Transact): Omit<OutboxWrites, 'follow'> => ({
  add: (entries, now) => transact((db) => addToOutbox(db, entries, now)),

  claim: ({ kinds, limit, now, until }) =>
    transact(async (db) => {
      await db.deleteFrom('outbox').where('dead', '=', 0).where('expires_at', '<=', now).execute();
      // Another process that claims at the same moment waits for this transaction, and then finds the entries not due
      // any more.
      const rows = await db
        .updateTable('outbox')
        .set((eb) => ({ due_at: until, attempts: eb('attempts', '+', 1), error: null }))
        .where('dead', '=', 0)
        .where('due_at', '<=', now)
        .where('kind', 'in', kinds)
        .where('bundle', 'in', (eb) =>
          eb
            .selectFrom('outbox')
            .select('bundle')
            .where('dead', '=', 0)
            .where('due_at', '<=', now)
            .where('kind', 'in', kinds)
            .orderBy('due_at')
            .limit(limit),
        )
        .returningAll()
        .execute();
      return rows.map(toRecord).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    }),

  settle: (done, following, now) =>
    transact(async (db) => {
      for (const [site, ids] of idsBySite(done)) {
        await db.deleteFrom('outbox').where('site', '=', site).where('id', 'in', ids).execute();
      }
      await addToOutbox(db, following, now);
    }),

  fail: (failed, { error, dueAt }) =>
    transact(async (db) => {
      const change = dueAt === null ? { dead: 1 as const } : { due_at: dueAt };
      for (const [site, ids] of idsBySite(failed)) {
        const set = { ...change, error };
        await db.updateTable('outbox').set(set).where('site', '=', site).where('id', 'in', ids).execute();
      }
    }),

  release: (claimed, now) =>
    transact(async (db) => {
      for (const [site, ids] of idsBySite(claimed)) {
        await db
          .updateTable('outbox')
          .set((eb) => ({ due_at: now, attempts: eb('attempts', '-', 1) }))
          .where('site', '=', site)
          .where('id', 'in', ids)
          .execute();
      }
    }),

  pace: (bundles, now, gap) => transact((db) => pace(db, bundles, now, gap)),

  retry: (scope, now) =>
    transact(async (db) => {
      const retried = await db
        .updateTable('outbox')
        .set({ due_at: now, attempts: 0, dead: 0 })
        .where((eb) => eb.or([eb('dead', '=', 1), eb('error', 'is not', null)]))
        .where((eb) => ofScope(eb, scope))
        .returning('id')
        .execute();
      return retried.length;
    }),
});

/** Deletes expired entries, and old dead ones: they contain people's addresses. */
export const purgeOutbox = async (db: Kysely<Database>, now: number): Promise<void> => {
  await db.deleteFrom('outbox').where('dead', '=', 0).where('expires_at', '<=', now).execute();
  await db
    .deleteFrom('outbox')
    .where('dead', '=', 1)
    .where('created_at', '<', now - keptDead)
    .execute();
};

/** Milliseconds. */
const keptDead = 30 * 24 * 60 * 60 * 1000;

/** The ids of each site, as the key begins with the site; at most `most` ids per statement. */
const idsBySite = (records: readonly OutboxRecord[]): [site: string, ids: string[]][] =>
  [...Map.groupBy(records, ({ site }) => site)].flatMap(([site, group]) =>
    Array.from({ length: Math.ceil(group.length / most) }, (_, part): [string, string[]] => [
      site,
      group.slice(part * most, (part + 1) * most).map(({ id }) => id),
    ]),
  );

const ofScope = (eb: ExpressionBuilder<Database, 'outbox'>, scope: Scope): Expression<SqlBool> =>
  scope === 'all' ? sql<SqlBool>`1 = 1` : eb('site', 'in', scope);

const toRow = (entry: OutboxEntry, now: number): OutboxRow => {
  const id = newId(now);
  return {
    site: entry.site,
    id,
    kind: entry.kind,
    recipient: entry.recipient,
    bundle: entry.bundle ?? id,
    content: JSON.stringify(entry.content),
    created_at: now,
    due_at: entry.dueAt ?? now,
    expires_at: entry.expiresAt ?? null,
    attempts: 0,
    dead: 0,
    error: null,
    comment: (entry.content as { comment?: string }).comment ?? null,
  };
};

const toRecord = (row: OutboxRow): OutboxRecord => ({
  site: row.site,
  id: row.id,
  kind: row.kind,
  recipient: row.recipient,
  bundle: row.bundle,
  content: JSON.parse(row.content) as Record<string, unknown>,
  createdAt: row.created_at,
  dueAt: row.due_at,
  attempts: row.attempts,
  dead: row.dead === 1,
  error: row.error,
});
