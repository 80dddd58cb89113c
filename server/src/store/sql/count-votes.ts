import { sql, type Kysely } from 'kysely';
import type { VoteValue, Votes } from '../../contract.js';
import { wilsonLowerBound } from '../wilson.js';
import type { Database } from './database.js';

/**
 * Counts at a comment that somebody's vote is another than before. Of one whose words are gone nothing is counted, while
 * its votes are still there: it stays at 0. One that a moderator deleted is counted, as it may come back.
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
