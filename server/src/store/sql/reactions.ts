import type { Kysely } from 'kysely';
import { ApiError, notFound } from '../../api-error.js';
import type { Stars, VoteValue, Votes } from '../../contract.js';
import { newId } from '../new-id.js';
import type { StarCounts } from '../records.js';
import type { RateRequest, ReportRequest, VoteRequest } from '../comments.js';
import { admit } from './admit.js';
import { changeComment, changeThreadOf } from './change-comment.js';
import type { ChangeThread } from './change-thread.js';
import type { ChangedThreads } from './changed-threads.js';
import { countVotes } from './count-votes.js';
import type { Database } from './database.js';
import { checkOpen, checkPublished, findComment } from './find-comment.js';
import type { Happenings } from './happened.js';
import { writeReasons } from './reasons.js';
import { withoutComment } from './rating-sources.js';

/** What visitors do besides writing: votes, ratings without a comment, and reports. */
export const reactions = (changeThread: ChangeThread, changed: ChangedThreads, happening: Happenings) => ({
  vote: (db: Kysely<Database>, request: VoteRequest): Promise<{ votes: Votes; mine: VoteValue }> =>
    changeThreadOf(db, changeThread, request, async (comment, change) => {
      const { site, id, visitor, value } = request;
      checkPublished(comment);
      if (comment.visitor === visitor) throw new ApiError('forbidden', 'Nobody votes on their own comment.');
      checkOpen(change);
      await admit(db, request);
      change.changed.add(id);
      const key = { site, thread: comment.thread, visitor, comment: id };
      const before = await replaceVote(db, key, value, request.now);
      return { votes: await countVotes(db, site, id, before, value), mine: value };
    }),

  rate: async (db: Kysely<Database>, request: RateRequest): Promise<{ stars: StarCounts; mine: Stars | null }> => {
    const { site, thread, threadId, url, title, visitor, value, now, closedBefore } = request;
    // Removing a rating that was never given does not create the thread.
    const open = value === null ? undefined : { threadId, url, title };
    const changed = await changeThread(db, { site, thread, now, closedBefore, open }, async (change) => {
      checkOpen(change);
      await admit(db, request);
      const source = { site, thread: change.thread, visitor, source: withoutComment };
      return change.setRatingSource(source, value);
    });
    if (changed) return { stars: changed.stars, mine: changed.result };
    await admit(db, request);
    return { stars: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 }, mine: null };
  },

  report: async (db: Kysely<Database>, request: ReportRequest): Promise<void> => {
    const { site, id, visitor, reason, now, toHold } = request;
    const comment = await findComment(db, site, id);
    if (!comment) throw notFound();
    checkPublished(comment);
    await admit(db, request);
    await db
      .insertInto('reports')
      .values({
        site,
        comment: id,
        reporter: visitor ?? newId(now),
        reason,
        created_at: now,
        anonymous: visitor === null ? 1 : 0,
        settled: null,
      })
      .onConflict((conflict) => conflict.columns(['site', 'comment', 'reporter']).doUpdateSet({ reason }))
      .execute();
    // So that moderators see it at once.
    changed.note(db, comment.thread);
    await happening.tell(db, site, [{ event: 'reported', comment: id }], now);
    const { all, people } = await countReports(db, site, id);
    await db.updateTable('comments').set({ reports: all }).where('site', '=', site).where('id', '=', id).execute();
    if (toHold === undefined || people < toHold) return;
    await changeThreadOf(db, changeThread, request, async (reported, change) => {
      if (reported.status !== 'published') return;
      const reasons = writeReasons([{ code: 'reports', detail: String(people) }]);
      await changeComment(db, reported, { status: 'pending', reasons }, change);
    });
  },
});

/** Counts a comment's unsettled reports, and the distinct people among the reporters. */
const countReports = async (db: Kysely<Database>, site: string, id: string) => {
  const { all, anonymous } = await db
    .selectFrom('reports')
    .select((eb) => [eb.fn.countAll<number>().as('all'), eb.fn.sum<number | null>('anonymous').as('anonymous')])
    .where('site', '=', site)
    .where('comment', '=', id)
    .where('settled', 'is', null)
    .executeTakeFirstOrThrow();
  return { all: Number(all), people: Number(all) - Number(anonymous ?? 0) };
};

interface VoteKey {
  site: string;
  thread: string;
  visitor: string;
  comment: string;
}

/** Writes the visitor's vote; returns the one before. */
const replaceVote = async (db: Kysely<Database>, key: VoteKey, value: VoteValue, now: number): Promise<VoteValue> => {
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
      .values({ ...key, value, voted_at: now })
      .onConflict((conflict) =>
        conflict.columns(['site', 'thread', 'visitor', 'comment']).doUpdateSet({ value, voted_at: now }),
      )
      .execute();
  }
  return before;
};
