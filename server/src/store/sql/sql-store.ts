import type { Kysely } from 'kysely';
import type { Reads, Shared, Store } from '../store.js';
import { accountReads, accountWrites } from './accounts.js';
import { banReads, banWrites } from './bans.js';
import { threadChanger } from './change-thread.js';
import { changedThreads } from './changed-threads.js';
import type { Database } from './database.js';
import { erasePerson } from './erase-person.js';
import { eventReads, purgeEvents } from './events.js';
import { feedReads } from './feed-reads.js';
import { identityReads, identityWrites, purgeForgotten } from './identities.js';
import { happenings } from './happened.js';
import { keptSecret } from './kept-secret.js';
import { visitorMerger } from './merge-visitor.js';
import { moderation } from './moderation.js';
import { moveThread } from './move-thread.js';
import { outboxReads, outboxWrites, purgeOutbox } from './outbox.js';
import { ownComments } from './own-comments.js';
import { personReads } from './person-reads.js';
import { queueReads } from './queue-reads.js';
import { spamReads } from './spam-reads.js';
import { purgeSpam, spamWrites } from './spam-writes.js';
import { reactions } from './reactions.js';
import { submitWith } from './submit.js';
import type { TextSearch } from './text-search.js';
import { movedToStatement } from './thread-aliases.js';
import { purgeSignIns, signInWrites } from './sign-in.js';
import { purgeSubscriptions, subscriptionReads, subscriptionWrites } from './subscriptions.js';
import { threadReads } from './thread-reads.js';
import type { ReadSnapshot, Transact } from './transact.js';
import { purgeUndos } from './undo.js';
import { transferReads, transferWrites } from './transfer-rows.js';
import { visitorReads } from './visitor-reads.js';
import type { WakeUp } from '../wake-up.js';

export interface SqlStoreOptions {
  /** Compiles queries to this database's dialect, and runs none. */
  builder: Kysely<Database>;
  read: ReadSnapshot;
  transact: Transact;
  wakeUp: WakeUp;
  search: TextSearch;
  shared?: Shared;
  backup?: Store['backup'];
  close: () => Promise<void>;
}

/** A store on any SQL database that Kysely supports. */
export const sqlStore = (options: SqlStoreOptions): Store => {
  const { builder, read, wakeUp, search, shared, backup, close } = options;
  const changed = changedThreads();
  const transact = changed.telling(options.transact, wakeUp.tell);
  const movedTo = movedToStatement(builder);
  const happening = happenings();
  const changeThread = threadChanger(builder, changed, movedTo, happening);
  const submit = submitWith(builder, changeThread);
  const { edit, remove } = ownComments(builder, changeThread);
  const { vote, rate, report } = reactions(changeThread, changed, happening);
  const moderating = moderation(changeThread, submit);
  const moving = moveThread(changeThread);
  const erase = erasePerson(changeThread);
  const queue = queueReads(builder, search);
  const threads = threadReads(builder, movedTo);
  const visitors = visitorReads(builder, movedTo);
  const feeds = feedReads(builder, movedTo);
  const events = eventReads(builder);
  const spam = spamReads(builder);
  const accounts = accountReads(builder);
  const bans = banReads(builder);

  const readsOn = (db: Kysely<Database>): Reads => ({
    threads: threads(db),
    visitors: visitors(db),
    feeds: feeds(db),
    transfer: transferReads(db),
    accounts: accounts(db),
    queue: queue(db),
    bans: bans(db),
    people: personReads(db),
    outbox: outboxReads(db),
    events: events(db),
    identities: identityReads(db),
    subscriptions: subscriptionReads(db),
    spam: spam(db),
  });
  /** SQLite has one connection for all reads. */
  const made = new WeakMap<Kysely<Database>, Reads>();
  const readsOf = (db: Kysely<Database>): Reads => {
    let reads = made.get(db);
    if (!reads) made.set(db, (reads = readsOn(db)));
    return reads;
  };

  return {
    read: (work) => read((db) => work(readsOf(db))),
    comments: {
      submit: (request) => transact((db) => submit(db, request)),
      edit: (request) => transact((db) => edit(db, request)),
      remove: (request) => transact((db) => remove(db, request)),
      vote: (request) => transact((db) => vote(db, request)),
      rate: (request) => transact((db) => rate(db, request)),
      report: (request) => transact((db) => report(db, request)),
    },
    moderation: {
      decide: (request) => transact((db) => moderating.decide(db, request), 'large'),
      undo: (request) => transact((db) => moderating.undo(db, request), 'large'),
      trust: (request) => transact((db) => moderating.trust(db, request)),
      edit: (request) => transact((db) => moderating.edit(db, request)),
      reply: (request) => transact((db) => moderating.reply(db, request)),
      ban: (request) => transact((db) => banWrites.ban(db, request)),
      unban: (request) => transact((db) => banWrites.unban(db, request)),
      moveThread: (request) => transact((db) => moving(db, request), 'large'),
      updateThread: (request) => transact((db) => moderating.updateThread(db, request)),
    },
    people: { erase: (request) => transact((db) => erase(db, request), 'large') },
    transfer: transferWrites(builder, transact, changeThread),
    accounts: accountWrites(transact),
    identities: identityWrites(transact, visitorMerger(builder, changeThread)),
    signIn: signInWrites(transact),
    outbox: { ...outboxWrites(transact), follow: (sites) => happening.follow(read, transact, sites) },
    subscriptions: subscriptionWrites(transact),
    spam: spamWrites(transact),
    shared,
    watch: wakeUp.watch,
    secret: () => keptSecret(read, transact),
    ping: async () => {
      await read((db) => db.selectFrom('settings').select('name').limit(1).execute());
    },
    purge: async (now) => {
      await shared?.forget(now);
      await transact(async (db) => {
        await db
          .deleteFrom('idempotency')
          .where('created_at', '<', now - day)
          .execute();
        await db.deleteFrom('captcha_uses').where('expires_at', '<', now).execute();
        await db.deleteFrom('sessions').where('expires_at', '<=', now).execute();
        await db.deleteFrom('bans').where('until', '<=', now).execute();
        await purgeSignIns(db, now);
        await purgeForgotten(db, now);
        await purgeOutbox(db, now);
        await purgeEvents(db, now);
        await purgeSubscriptions(db, now);
        await purgeSpam(db, now);
      });
      while (await transact((db) => purgeUndos(db, now), 'large'));
    },
    backup,
    close: () => {
      wakeUp.close();
      return close();
    },
  };
};

const day = 24 * 60 * 60 * 1000;
