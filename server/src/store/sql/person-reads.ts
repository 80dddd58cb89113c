import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Person, PersonReads } from '../person.js';
import type { TransferRow } from '../transfer.js';
import { allSites } from './all-sites.js';
import type { Database } from './database.js';
import { personTables } from './person-tables.js';
import { isInScope } from '../moderation-records.js';
import { transferColumns, transferKeys } from './transfer-columns.js';

/** Adds the thread's id to the row, because the thread's key means nothing to a person. */
const threadOf = (table: string): RawBuilder<unknown> =>
  sql`${sql.ref(`${table}.thread`)}, (select thread_id from threads
    where threads.site = ${sql.ref(`${table}.site`)} and threads.thread = ${sql.ref(`${table}.thread`)}) as thread_id`;

/** Everything stored about a person, as whole rows. */
export const personReads = (db: Kysely<Database>): PersonReads => {
  const page: PersonReads['page'] = async (person, kind, after, limit) => {
    const { table, where } = personTables[kind];
    const condition = where(person);
    if (!condition) return [];
    const key = transferKeys[table];
    const names = Object.keys(transferColumns[table]);
    const columns = sql.join(names.map((column) => (column === 'thread' ? threadOf(table) : sql.ref(column))));
    const refs = sql.join(key.map((column) => sql.ref(column)));
    const later = after ? sql`and (${refs}) > (${sql.join(key.map((column) => after[column]))})` : sql``;
    const { rows } = await sql<TransferRow>`select ${columns} from ${sql.table(table)}
      where ${condition} ${later} order by ${refs} limit ${limit}`.execute(db);
    return rows;
  };

  const hasAny = async (person: Person): Promise<boolean> => {
    for (const kind of [
      'comments',
      'visitors',
      'votes',
      'ratings',
      'reports',
      'bans',
      'identities',
      'mail',
      'subscriptions',
    ] as const)
      if ((await page(person, kind, undefined, 1)).length > 0) return true;
    return false;
  };

  return {
    find: async (scope, name) => {
      const everywhere = scope === 'all';
      if ('comment' in name) {
        const comment = await db
          .selectFrom('comments')
          .select(['site', 'visitor', 'status', 'body'])
          .where('id', '=', name.comment)
          .executeTakeFirst();
        if (!comment || !isInScope(scope, comment.site)) return [];
        const { site, visitor, status, body } = comment;
        // The comment is already anonymous and empty, so it contains no data of anybody.
        if (visitor === null && status === 'deleted' && body === '') return [];
        return [{ site, everywhere, ...(visitor === null ? name : { person: visitor }) }];
      }
      const found: Person[] = [];
      for (const site of scope === 'all' ? await allSites(db) : scope) {
        const person = { site, everywhere, ...name };
        if (await hasAny(person)) found.push(person);
      }
      return found;
    },
    page,
  };
};
