import { sql, type Kysely } from 'kysely';
import { ApiError } from '../../api-error.js';
import type { Stars, Summary, VoteValue, Votes } from '../../contract.js';
import { newId } from '../new-id.js';
import type { RateRequest, ReportRequest, VoteRequest } from '../store.js';
import { wilsonLowerBound } from '../wilson.js';
import { admit } from './admit.js';
import { ratingSource, setCarrier } from './carriers.js';
import type { Database } from './database.js';
import { findPublished } from './find-comment.js';
import { noChange, type ThreadWrites } from './threads.js';

/** What visitors do besides writing: votes, stars without a comment, reports. */
export const reactions = (threads: ThreadWrites) => ({
  vote: async (db: Kysely<Database>, request: VoteRequest): Promise<{ votes: Votes; mine: VoteValue }> => {
    const { site, id, visitor, value, now } = request;
    const { thread, visitor: author } = await findPublished(db, site, id);
    if (author === visitor) throw new ApiError('forbidden', 'Nobody votes on their own comment.');
    await admit(db, request);
    await threads.raise(db, { site, thread }, now);
    const before = await replaceVote(db, { site, thread, visitor, comment: id }, value);
    return { votes: await countVotes(db, site, id, before, value), mine: value };
  },

  rate: async (db: Kysely<Database>, request: RateRequest): Promise<{ summary: Summary; mine: Stars | null }> => {
    const { site, thread, visitor } = request;
    await admit(db, request);
    const { version, closed } = await threads.open(db, request);
    if (closed) throw new ApiError('closed', 'This thread is closed.');
    const change = noChange();
    const key = { site, thread, visitor, source: ratingSource };
    const mine = await setCarrier(db, key, request.value, version, change);
    return { summary: await threads.apply(db, request, change), mine };
  },

  report: async (db: Kysely<Database>, request: ReportRequest): Promise<void> => {
    const { site, id, visitor, reason, now } = request;
    await findPublished(db, site, id);
    await admit(db, request);
    await db
      .insertInto('reports')
      .values({ site, comment: id, reporter: visitor ?? newId(now), reason, created_at: now })
      .onConflict((conflict) => conflict.columns(['site', 'comment', 'reporter']).doUpdateSet({ reason }))
      .execute();
  },
});

interface VoteKey {
  site: string;
  thread: string;
  visitor: string;
  comment: string;
}

/** Writes the visitor's vote; returns the one before. */
const replaceVote = async (db: Kysely<Database>, key: VoteKey, value: VoteValue): Promise<VoteValue> => {
  const own = db
    .selectFrom('votes')
    .select('value')
    .where('site', '=', key.site)
    .where('thread', '=', key.thread)
    .where('visitor', '=', key.visitor)
    .where('comment', '=', key.comment);
  const before = (await own.executeTakeFirst())?.value ?? 0;
  if (value === 0) {
    await db
      .deleteFrom('votes')
      .where('site', '=', key.site)
      .where('thread', '=', key.thread)
      .where('visitor', '=', key.visitor)
      .where('comment', '=', key.comment)
      .execute();
  } else if (value !== before) {
    await db
      .insertInto('votes')
      .values({ ...key, value })
      .onConflict((conflict) => conflict.columns(['site', 'thread', 'visitor', 'comment']).doUpdateSet({ value }))
      .execute();
  }
  return before;
};

const countVotes = async (
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
