import { sql, type Kysely } from 'kysely';
import type { Erasure, Person, PersonKind } from '../person.js';
import { isIdentity } from '../identity-record.js';
import { wholeThread } from '../events.js';
import type { ChangeThread } from './change-thread.js';
import { countVotes } from './count-votes.js';
import type { Database } from './database.js';
import { forgetIdentity } from './identities.js';
import { writeLog } from './moderation-log.js';
import { emptied } from './own-comments.js';
import { personTables } from './person-tables.js';
import { countThread } from './recount.js';
import { eraseSpam } from './spam-writes.js';

/**
 * Erases a person on a site: thread by thread what is counted, then all else. What they wrote is emptied, or with `keep`
 * stays without a name.
 */
export const erasePerson =
  (changeThread: ChangeThread) =>
  async (db: Kysely<Database>, request: Erasure): Promise<number> => {
    const { person, keep, now } = request;
    const { site } = person;
    // What is found by comments must go before these are nobody's.
    const about = await commentIds(db, person);
    await eraseLog(db, person);
    for (const kind of deleted) await deleteRows(db, person, kind);
    await eraseIdentity(db, person, now);
    if (!keep) await deleteAbout(db, 'reports', site, about);
    await deleteAbout(db, 'outbox', site, about);
    await eraseSpam(db, site, about);

    for (const thread of await threadsOf(db, person)) {
      await changeThread(db, { site, thread, now }, async (change) => {
        change.changed.add(wholeThread);
        await eraseVotes(db, person, change.thread);
        await deleteRows(db, person, 'ratings', sql`thread = ${change.thread}`);
        const changes = keep ? nameless : emptied;
        await db
          .updateTable('comments')
          .set({ ...changes, visitor: null, revision: change.version })
          .where(personTables.comments.where(person)!)
          .where('thread', '=', change.thread)
          .execute();
        await countThread(db, { site, thread: change.thread });
      });
    }
    await writeLog(db, request, [{ site, action: 'erase', detail: JSON.stringify({ comments: about.length, keep }) }]);
    return about.length;
  };

/** Of what is kept nothing says whose it was. */
const nameless = { author_name: '', author_email: null, author_url: null, author_avatar: null, badge: null } as const;

/** What goes as it is; comments, votes and ratings are counted, and the log says what moderators did. */
const deleted: readonly PersonKind[] = [
  'mail',
  'subscriptions',
  'idempotency',
  'imported',
  'networks',
  'reports',
  'bans',
  'visitors',
  'codes',
];

const deleteRows = async (
  db: Kysely<Database>,
  person: Person,
  kind: PersonKind,
  more = sql<boolean>`1 = 1`,
): Promise<void> => {
  const { table, where } = personTables[kind];
  const condition = where(person);
  if (!condition) return;
  if (kind === 'reports') await uncountReports(db, person);
  await sql`delete from ${sql.table(table)} where ${condition} and ${more}`.execute(db);
};

const commentIds = async (db: Kysely<Database>, person: Person): Promise<string[]> => {
  const rows = await db.selectFrom('comments').select('id').where(personTables.comments.where(person)!).execute();
  return rows.map(({ id }) => id);
};

/** What was changed in their comments is their words too. */
const eraseLog = async (db: Kysely<Database>, person: Person): Promise<void> => {
  await db.updateTable('moderation_log').set({ detail: null }).where(personTables.log.where(person)!).execute();
};

/** Threads in which there is something of the person, in an order in which no two transactions wait for each other. */
const threadsOf = async (db: Kysely<Database>, person: Person): Promise<string[]> => {
  const threads = new Set<string>();
  for (const kind of ['comments', 'votes', 'ratings'] as const) {
    const { table, where } = personTables[kind];
    const condition = where(person);
    if (!condition) continue;
    const { rows } = await sql<{ thread: string }>`select distinct thread from ${sql.table(table)}
      where ${condition}`.execute(db);
    for (const { thread } of rows) threads.add(thread);
  }
  return [...threads].toSorted();
};

/** Of who signed in no more is left than that their tokens are void; of an address, nothing. */
const eraseIdentity = async (db: Kysely<Database>, person: Person, now: number): Promise<void> => {
  const { site } = person;
  if ('person' in person && isIdentity(person.person)) await forgetIdentity(db, { site, identity: person.person, now });
  if (!('email' in person)) return;
  await db
    .updateTable('identities')
    .set({ email: null, email_verified: 0 })
    .where(personTables.identities.where(person)!)
    .execute();
};

/** Takes their votes off the comments of others. */
const eraseVotes = async (db: Kysely<Database>, person: Person, thread: string): Promise<void> => {
  const condition = personTables.votes.where(person);
  if (!condition) return;
  const votes = await db
    .deleteFrom('votes')
    .where(condition)
    .where('thread', '=', thread)
    .returning(['site', 'comment', 'value'])
    .execute();
  for (const { site, comment, value } of votes) await countVotes(db, site, comment, value, 0);
};

/** Takes their reports off what moderators see of a comment. */
const uncountReports = async (db: Kysely<Database>, person: Person): Promise<void> => {
  const condition = personTables.reports.where(person);
  if (!condition) return;
  const open = await db
    .selectFrom('reports')
    .select(['site', 'comment'])
    .where(condition)
    .where('settled', 'is', null)
    .execute();
  for (const { site, comment } of open) {
    await db
      .updateTable('comments')
      .set({ reports: sql`reports - 1` })
      .where('site', '=', site)
      .where('id', '=', comment)
      .where('reports', '>', 0)
      .execute();
  }
};

/**
 * What others said of comments that are no more, and what tells others of them and is not sent yet; a few at a time, as a
 * statement takes some thousands of values.
 */
const deleteAbout = async (
  db: Kysely<Database>,
  table: 'reports' | 'outbox',
  site: string,
  comments: readonly string[],
): Promise<void> => {
  for (let first = 0; first < comments.length; first += 500) {
    await db
      .deleteFrom(table)
      .where('site', '=', site)
      .where('comment', 'in', comments.slice(first, first + 500))
      .execute();
  }
};
