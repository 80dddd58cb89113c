import { sql, type Kysely } from 'kysely';
import type { VoteValue, Votes } from '../../contract.js';
import { wilsonLowerBound } from '../wilson.js';
import type { Database } from './database.js';

/** Counts at a comment that somebody's vote is another than before. */
export const countVotes = async (
  db: Kysely<Database>,
  site: string,
  id: string,
  before: VoteValue,
  after: VoteValue,
): Promise<Votes> => {
  const up = Number(after === 1) - Number(before === 1);
  const down = Number(after === -1) - Number(before === -1);
  const votes = await db
    .updateTable('comments')
    .set({ up: sql`up + ${up}`, down: sql`down + ${down}` })
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
