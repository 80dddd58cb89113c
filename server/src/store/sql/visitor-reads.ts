import type { Kysely } from 'kysely';
import type { VisitorReads } from '../store.js';
import { ratingOf } from './carriers.js';
import type { Database } from './database.js';
import { idempotencyQueries } from './idempotency.js';
import { prepare } from '../sqlite/prepare.js';
import { commentColumns, toComment } from './to-comment.js';

export const visitorReads = (db: Kysely<Database>): VisitorReads => {
  const idempotency = idempotencyQueries(db);
  const known = prepare<{ site: string; visitor: string }, { visitor: string }>((p) =>
    db.selectFrom('visitors').select('visitor').where('site', '=', p.site).where('visitor', '=', p.visitor),
  );

  return {
    isKnown: async (site, visitor) => (await known(db, { site, visitor })).length > 0,

    hasPublished: async (site, visitor) => {
      const row = await db
        .selectFrom('comments')
        .select('id')
        .where('site', '=', site)
        .where('visitor', '=', visitor)
        .where('status', '=', 'published')
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    mine: async ({ site, thread }, visitor, since) => {
      const comments = await db
        .selectFrom('comments')
        .select([...commentColumns, 'body'])
        .where('site', '=', site)
        .where('visitor', '=', visitor)
        .where('thread', '=', thread)
        .where('status', '<>', 'deleted')
        .where((eb) => eb.or([eb('status', '=', 'pending'), eb('created_at', '>=', since)]))
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      const votes = await db
        .selectFrom('votes')
        .select(['comment', 'value'])
        .where('site', '=', site)
        .where('thread', '=', thread)
        .where('visitor', '=', visitor)
        .execute();
      return {
        comments: comments.map((row) => ({ comment: toComment(row), body: row.body })),
        votes: Object.fromEntries(votes.map(({ comment, value }) => [comment, value])),
        rating: await ratingOf(db, { site, thread }, visitor),
      };
    },

    answer: (key, since) => idempotency.find(db, key, since),
  };
};
