import { sql, type Kysely } from 'kysely';
import { hashText } from '../../hash.js';
import { newId } from '../new-id.js';
import {
  confirmationTime,
  replyBundle,
  type SubscriptionReads,
  type SubscriptionRecord,
  type SubscriptionWrites,
} from '../subscriptions.js';
import type { ThreadName } from '../requests.js';
import { admit } from './admit.js';
import { sameEmail } from './bans.js';
import type { Database, SubscriptionRow } from './database.js';
import { takeTurn } from './mail-paces.js';
import { addToOutbox } from './outbox.js';
import { movedThreads } from './thread-aliases.js';
import type { Transact } from './transact.js';

export const subscriptionReads = (db: Kysely<Database>): SubscriptionReads => ({
  find: async (id) => {
    const row = await withThread(db).where('subscriptions.id', '=', id).executeTakeFirst();
    return row && toRecord(row);
  },

  concerned: async ({ site, thread }, ancestors) => {
    const rows = await withThread(db)
      .where('subscriptions.site', '=', site)
      .where('subscriptions.thread', '=', thread)
      .where('subscriptions.confirmed', '=', 1)
      .where((eb) =>
        eb.or([
          eb('subscriptions.comment', 'is', null),
          ...(ancestors.length > 0 ? [eb('subscriptions.comment', 'in', ancestors)] : []),
        ]),
      )
      .execute();
    return rows.map(toRecord);
  },
});

const withThread = (db: Kysely<Database>) =>
  db
    .selectFrom('subscriptions')
    .leftJoin('threads', (join) =>
      join.onRef('threads.site', '=', 'subscriptions.site').onRef('threads.thread', '=', 'subscriptions.thread'),
    )
    .selectAll('subscriptions')
    .select(['threads.thread_id', 'threads.url', 'threads.title']);

export const subscriptionWrites = (transact: Transact): SubscriptionWrites => ({
  subscribe: (request) =>
    transact(async (db) => {
      await admit(db, request);
      const { site, thread: asked } = request;
      const thread = (await movedThreads(db, site, [asked])).get(asked) ?? asked;
      await addSubscription(db, { ...request, thread, comment: null });
    }),

  confirm: (id) =>
    transact(async (db) => {
      const row = await db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) return false;
      await db
        .updateTable('subscriptions')
        .set({ confirmed: 1 })
        .where('site', '=', row.site)
        .where((eb) =>
          eb.or([
            eb('id', '=', id),
            ...(row.visitor === null ? [] : [eb.and([eb('email', '=', row.email), eb('visitor', '=', row.visitor)])]),
          ]),
        )
        .execute();
      return true;
    }),

  end: (id) =>
    transact(async (db) => {
      const ended = await db.deleteFrom('subscriptions').where('id', '=', id).returning('id').execute();
      await db.deleteFrom('outbox').where('bundle', '=', replyBundle(id)).execute();
      return ended.length > 0;
    }),
});

interface NewSubscription extends ThreadName {
  comment: string | null;
  email: string;
  language: string;
  verified?: boolean;
  visitor: string | null;
  now: number;
}

/** Subscribes to a thread, or to replies to a comment, in the transaction of the write that asked for it. */
export const addSubscription = async (
  db: Kysely<Database>,
  { site, thread, comment, email, language, verified, visitor, now }: NewSubscription,
): Promise<void> => {
  if (verified && visitor !== null) await confirmAll(db, { site, email, visitor });
  const known = await db
    .selectFrom('subscriptions')
    .select(['thread', 'comment', 'visitor', 'confirmed'])
    .where('site', '=', site)
    .where(sql<string>`lower(email)`, '=', sameEmail(email))
    .execute();
  // Subscribing twice has no effect. But if a stranger subscribed this address before its owner did, the owner must not
  // confirm the stranger's request, so that one does not count.
  const isThere = known.some(
    (row) => row.thread === thread && row.comment === comment && (row.confirmed === 1 || row.visitor === visitor),
  );
  if (isThere || known.length >= mostForAnAddress) return;
  const confirmed =
    verified === true || (visitor !== null && known.some((row) => row.confirmed === 1 && row.visitor === visitor));
  const id = newId(now);
  await db
    .insertInto('subscriptions')
    .values({ site, id, thread, comment, email, language, visitor, confirmed: confirmed ? 1 : 0, created_at: now })
    .execute();
  if (confirmed || !(await takeTurn(db, `confirm ${hashText(sameEmail(email))}`, now, day))) return;
  await addToOutbox(
    db,
    [
      {
        site,
        kind: 'confirmation',
        recipient: email,
        content: { subscription: id },
        expiresAt: now + confirmationTime,
      },
    ],
    now,
  );
};

/** Confirms what a person subscribed to with an address before it was known to be theirs. */
const confirmAll = async (
  db: Kysely<Database>,
  { site, email, visitor }: { site: string; email: string; visitor: string },
): Promise<void> => {
  await db
    .updateTable('subscriptions')
    .set({ confirmed: 1 })
    .where('site', '=', site)
    .where('visitor', '=', visitor)
    .where(sql<string>`lower(email)`, '=', sameEmail(email))
    .where('confirmed', '=', 0)
    .execute();
};

const day = 24 * 60 * 60 * 1000;

/** The limit of subscriptions on a site: only a program follows that many threads. */
const mostForAnAddress = 1000;

/** Deletes subscriptions that nobody confirmed in time, and the old times of mails. */
export const purgeSubscriptions = async (db: Kysely<Database>, now: number): Promise<void> => {
  await db
    .deleteFrom('subscriptions')
    .where('confirmed', '=', 0)
    .where('created_at', '<', now - confirmationTime)
    .execute();
  await db.deleteFrom('mail_paces').where('next_at', '<=', now).execute();
};

const toRecord = (
  row: SubscriptionRow & { thread_id: string | null; url: string | null; title: string | null },
): SubscriptionRecord => ({
  site: row.site,
  thread: row.thread,
  id: row.id,
  comment: row.comment,
  email: row.email,
  visitor: row.visitor,
  language: row.language,
  confirmed: row.confirmed === 1,
  threadId: row.thread_id,
  threadUrl: row.url,
  threadTitle: row.title,
});
