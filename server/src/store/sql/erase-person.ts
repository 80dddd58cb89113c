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
 * Erases a person on a site: counted data thread by thread, then everything else. Their comments are emptied; with
 * `keep` their texts stay, without a name.
 */
export const erasePerson =
  (changeThread: ChangeThread) =>
  async (db: Kysely<Database>, request: Erasure): Promise<number> => {
    const { person, keep, now } = request;
    const { site } = person;
    // Must be found first: what is found through the person's comments can't be found once those are anonymous.
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

/** Kept texts get no trace of their author. */
const nameless = { author_name: '', author_email: null, author_url: null, author_avatar: null, badge: null } as const;

/**
 * The kinds that are simply deleted. Comments, votes and ratings affect counts, and the log records what moderators
 * did.
 */
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

/** Differences that edits of their comments left in the log contain their words too. */
const eraseLog = async (db: Kysely<Database>, person: Person): Promise<void> => {
  await db.updateTable('moderation_log').set({ detail: null }).where(personTables.log.where(person)!).execute();
};

/** Threads that contain data of the person, in a fixed order that prevents deadlocks. */
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

/** Of an identity only the fact stays that its tokens are void; of an e-mail address, nothing. */
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

/** Removes their votes from the comments of others. */
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

/** Removes their reports from the counts that moderators see. */
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
 * Deletes what others reported about erased comments, and unsent messages about them. A few comments at a time, as a
 * statement takes only some thousands of parameters.
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
