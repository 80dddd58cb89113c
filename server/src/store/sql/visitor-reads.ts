import type { Kysely } from 'kysely';
import { limits } from '../../contract.js';
import type { VisitorReads } from '../store.js';
import { claims } from './claim.js';
import { shownColumns } from './comment-columns.js';
import { compileOnce } from './compile-once.js';
import type { Database } from './database.js';
import { ratingSources } from './rating-sources.js';
import { submittedBefore } from './submit.js';

export const visitorReads = (builder: Kysely<Database>): ((db: Kysely<Database>) => VisitorReads) => {
  const claim = claims(builder);
  const { ratingOf } = ratingSources(builder);
  const known = compileOnce<{ site: string; visitor: string }, { visitor: string }>((p) =>
    builder.selectFrom('visitors').select('visitor').where('site', '=', p.site).where('visitor', '=', p.visitor),
  );

  return (db) => ({
    isKnown: async (site, visitor) => (await known(db, { site, visitor })).length > 0,

    person: async (site, visitor) => {
      const published = await db
        .selectFrom('comments')
        .select('id')
        .where('site', '=', site)
        .where('visitor', '=', visitor)
        .where('status', '=', 'published')
        .limit(1)
        .executeTakeFirst();
      const known = await db
        .selectFrom('visitors')
        .select('trusted')
        .where('site', '=', site)
        .where('visitor', '=', visitor)
        .executeTakeFirst();
      return { published: published !== undefined, trusted: known?.trusted === 1 };
    },

    mine: async ({ site, thread }, visitor, since) => {
      const comments = await db
        .selectFrom('comments')
        .select([...shownColumns, 'body'])
        .where('site', '=', site)
        .where('visitor', '=', visitor)
        .where('thread', '=', thread)
        .where('status', '<>', 'deleted')
        .where((eb) => eb.or([eb('status', '=', 'pending'), eb('created_at', '>=', since)]))
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limits.pageSize)
        .execute();
      const votes = await db
        .selectFrom('votes')
        .select(['comment', 'value'])
        .where('site', '=', site)
        .where('thread', '=', thread)
        .where('visitor', '=', visitor)
        .execute();
      return {
        comments: comments.reverse(),
        votes: Object.fromEntries(votes.map(({ comment, value }) => [comment, value])),
        rating: await ratingOf(db, { site, thread, visitor }),
      };
    },

    submitted: async (key, since) => {
      const kept = await claim.find(db, key, since);
      return kept && { ...(await submittedBefore(db, key.site, kept)), bodyHash: kept.body_hash };
    },
  });
};
