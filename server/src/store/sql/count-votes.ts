import { sql, type Kysely } from 'kysely';
import type { VoteValue, Votes } from '../../contract.js';
import { wilsonLowerBound } from '../wilson.js';
import type { Database } from './database.js';

/**
 * Updates a comment's counts after somebody's vote has changed. A comment that was emptied keeps its counts at 0,
 * though its votes still exist. One deleted by a moderator is still counted, as the decision may be undone.
 */
export const countVotes = async (
  db: Kysely<Database>,
  site: string,
  id: string,
  before: VoteValue,
  after: VoteValue,
): Promise<Votes> => {
  const votes = await db
    .updateTable('comments')
    .set({
      up: atLeastNone('up', Number(after === 1) - Number(before === 1)),
      down: atLeastNone('down', Number(after === -1) - Number(before === -1)),
    })
    .where('site', '=', site)
    .where('id', '=', id)
    .returning(['up', 'down'])
    .executeTakeFirstOrThrow();
  await db
    .updateTable('comments')
    .set({ helpful: wilsonLowerBound(votes.up, votes.down) })
    .where('site', '=', site)
    .where('id', '=', id)
    .execute();
  return votes;
};

const atLeastNone = (column: 'up' | 'down', change: number) =>
  sql<number>`case when ${sql.ref(column)} + ${change} < 0 then 0 else ${sql.ref(column)} + ${change} end`;
