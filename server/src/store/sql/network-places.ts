import type { Kysely } from 'kysely';
import type { QueueQuery } from '../queue.js';
import type { Database } from './database.js';
import { byRow } from './queue-filter.js';
import { columnsOf } from './state.js';
import type { Place } from './text-search.js';

/**
 * The newest comments that came from a network. The join begins with the network, whose comments are few, and their ids
 * sort by time: see `newId`.
 */
export const networkPlaces = (
  db: Kysely<Database>,
  { scope, site, state, before, since, after, limit }: QueueQuery,
  { hash, now }: NonNullable<QueueQuery['network']>,
): Promise<Place[]> => {
  let query = db
    .selectFrom('comment_networks')
    .crossJoin('comments')
    .whereRef('comments.site', '=', 'comment_networks.site')
    .whereRef('comments.id', '=', 'comment_networks.comment')
    .where('comment_networks.network', '=', hash)
    .where('comment_networks.expires_at', '>', now);
  if (site !== undefined) query = query.where('comments.site', '=', site);
  if (scope !== 'all') query = query.where('comments.site', 'in', scope);
  if (state !== undefined) {
    const { status, spam } = columnsOf(state);
    query = query.where(byRow('status'), '=', status).where(byRow('spam'), '=', spam);
  }
  if (before !== undefined) query = query.where('comments.created_at', '<=', before);
  if (since !== undefined) query = query.where('comments.created_at', '>=', since);
  if (after) query = query.where('comment_networks.comment', '<', after.id);
  return query
    .select(['comments.site', 'comments.id', 'comments.created_at'])
    .orderBy('comment_networks.comment', 'desc')
    .limit(limit)
    .execute();
};
