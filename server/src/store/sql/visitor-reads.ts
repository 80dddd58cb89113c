import type { Kysely } from 'kysely';
import { limits } from '../../contract.js';
import type { MineRecord } from '../records.js';
import type { ThreadName } from '../requests.js';
import type { VisitorReads } from '../visitors.js';
import { claims } from './claim.js';
import { shownColumns } from './comment-columns.js';
import { compileOnce } from './compile-once.js';
import type { Database } from './database.js';
import { ratingSources } from './rating-sources.js';
import { submittedBefore } from './submit.js';
import type { MovedTo } from './thread-aliases.js';

export const visitorReads = (builder: Kysely<Database>, movedTo: MovedTo): ((db: Kysely<Database>) => VisitorReads) => {
  const claim = claims(builder);
  const { ratingOf } = ratingSources(builder);
  const known = compileOnce<{ site: string; visitor: string }, { visitor: string }>((p) =>
    builder.selectFrom('visitors').select('visitor').where('site', '=', p.site).where('visitor', '=', p.visitor),
  );

  return (db) => ({
    isKnown: async (site, visitor) => (await known(db, { site, visitor })).length > 0,

    mine: async (name, visitor, since) => {
      const read = async (of: ThreadName) => ({
        ...(await readMine(db, of, visitor, since)),
        rating: await ratingOf(db, { ...of, visitor }),
      });
      const mine = await read(name);
      if (mine.comments.length > 0 || mine.rating !== null || Object.keys(mine.votes).length > 0) return mine;
      const thread = await movedTo(db, name);
      return thread === undefined ? mine : read({ ...name, thread });
    },

    submitted: async (key, since) => {
      const kept = await claim.find(db, key, since);
      return kept && { ...(await submittedBefore(db, key.site, kept)), bodyHash: kept.body_hash };
    },
  });
};

const readMine = async (
  db: Kysely<Database>,
  { site, thread }: ThreadName,
  visitor: string,
  since: number,
): Promise<Omit<MineRecord, 'rating'>> => {
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
  };
};
