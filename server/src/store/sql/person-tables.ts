import { sql, type RawBuilder } from 'kysely';
import type { Person, PersonKind } from '../person.js';
import type { TransferTable } from '../transfer.js';
import { sameEmail } from './bans.js';

/** A table with data of people, and the condition that finds the rows of one person. */
interface PersonTable {
  table: TransferTable;
  /** Undefined if the table has no data under this kind of name. */
  where(person: Person): RawBuilder<boolean> | undefined;
}

type Condition = RawBuilder<boolean>;

/** Finds rows by token hash or identity only. */
const byPerson =
  (column: string) =>
  (person: Person): Condition | undefined =>
    'person' in person ? sql`site = ${person.site} and ${sql.ref(column)} = ${person.person}` : undefined;

/** Finds a person's comments by any kind of name, and also finds what belongs to those comments. */
const ofComments = (person: Person): Condition => {
  if ('person' in person) return sql`site = ${person.site} and visitor = ${person.person}`;
  if ('comment' in person) return sql`site = ${person.site} and id = ${person.comment}`;
  return sql`site = ${person.site} and author_email is not null and lower(author_email) = ${sameEmail(person.email)}`;
};

const aboutComments =
  (column: string) =>
  (person: Person): Condition =>
    sql`site = ${person.site} and ${sql.ref(column)} in (select id from comments where ${ofComments(person)})`;

/**
 * Every table with data of people: what is shown to them on request, and what an erasure deletes. When you add such a
 * table, add it here; a test searches all tables for data that an erasure left.
 */
export const personTables: Record<PersonKind, PersonTable> = {
  comments: { table: 'comments', where: ofComments },
  votes: { table: 'votes', where: byPerson('visitor') },
  ratings: { table: 'rating_sources', where: byPerson('visitor') },
  reports: { table: 'reports', where: byPerson('reporter') },
  visitors: { table: 'visitors', where: byPerson('visitor') },
  identities: {
    table: 'identities',
    where: (person) =>
      'email' in person
        ? sql`site = ${person.site} and lower(email) = ${sameEmail(person.email)}`
        : byPerson('identity')(person),
  },
  codes: { table: 'mail_codes', where: byPerson('visitor') },
  idempotency: {
    table: 'idempotency',
    where: (person) => byPerson('scope')(person) ?? aboutComments('comment')(person),
  },
  bans: {
    table: 'bans',
    where: (person) => {
      if ('comment' in person) return undefined;
      const [kinds, value] =
        'email' in person ? [['email'], sameEmail(person.email)] : [['visitor', 'identity'], person.person];
      const site = person.everywhere ? sql`(site = ${person.site} or site is null)` : sql`site = ${person.site}`;
      return sql`kind in (${sql.join(kinds)}) and value = ${value} and ${site}`;
    },
  },
  log: { table: 'moderation_log', where: aboutComments('comment') },
  imported: { table: 'imported_ids', where: aboutComments('id') },
  networks: { table: 'comment_networks', where: aboutComments('comment') },
  mail: {
    table: 'outbox',
    where: (person) =>
      'email' in person
        ? sql`site = ${person.site} and lower(recipient) = ${sameEmail(person.email)}`
        : sql`site = ${person.site} and lower(recipient) in
            (select lower(author_email) from comments where ${ofComments(person)})`,
  },
  subscriptions: {
    table: 'subscriptions',
    where: (person) => {
      if ('email' in person) return sql`site = ${person.site} and lower(email) = ${sameEmail(person.email)}`;
      return byPerson('visitor')(person) ?? aboutComments('comment')(person);
    },
  },
};
