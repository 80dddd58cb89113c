import { sql, type Kysely } from 'kysely';
import { states, type State } from '../moderation-records.js';
import type { QueueQuery } from '../queue.js';
import { allSites } from './all-sites.js';
import { compileEach } from './compile-once.js';
import type { CommentRow, Database } from './database.js';
import { listing, type Listing } from './listing.js';
import { networkPlaces } from './network-places.js';
import { authorOf, byIndex, byRow, narrowed, ofState, type Author } from './queue-filter.js';
import { sitesOf } from './scope.js';
import { cutAt, type Found, type Place } from './text-search.js';

export interface QueueWalk {
  list(db: Kysely<Database>, query: QueueQuery): Promise<Found>;
  /** Only the places of the newest comments, as many as asked for. */
  places(db: Kysely<Database>, query: QueueQuery): Promise<Place[]>;
}

/** The properties of a query that change its statement; all others are parameters. */
interface Shape extends Pick<QueueQuery, 'reported'> {
  state: State;
  ofSite: boolean;
  ofThread: boolean;
  by?: Author['by'];
  before: boolean;
  since: boolean;
  after: boolean;
  list?: Listing;
}

interface Values extends Pick<QueueQuery, 'site' | 'thread' | 'author' | 'before' | 'since' | 'limit'> {
  createdAt?: number;
  id?: string;
}

/**
 * The newest comments. Each part of a query walks one index: of one state, on one site or on all. If there are several
 * parts, only the newest comments of all of them are read completely.
 */
export const queueWalk = (builder: Kysely<Database>): QueueWalk => {
  const stretch = compileEach<Shape, Values, Place>((shape) => (p) => placesOf(builder, shape, p));

  const newest = async (db: Kysely<Database>, query: QueueQuery): Promise<Place[]> => {
    const { state, thread, before, since, after, limit, reported } = query;
    if (query.network) return networkPlaces(db, query, query.network);
    const author = authorOf(query.author);
    const places: Place[] = [];
    for (const site of await sitesFor(db, query)) {
      for (const one of state ? [state] : states) {
        // A thread's published comments have an index for each list, but none for all of them.
        const lists = thread !== undefined && one === 'published' ? ofThread : [undefined];
        for (const list of lists) {
          const shape: Shape = {
            state: one,
            ofSite: site !== undefined,
            ofThread: thread !== undefined,
            by: author?.by,
            reported,
            before: before !== undefined,
            since: since !== undefined,
            after: after !== undefined,
            list,
          };
          const values = { site, thread, author: author?.value, before, since, limit };
          places.push(...(await stretch(shape, JSON.stringify(shape))(db, { ...values, ...after })));
        }
      }
    }
    return places.toSorted(newestFirst).slice(0, limit);
  };

  return {
    places: newest,
    list: async (db, query) => {
      const places = await newest(db, { ...query, limit: query.limit + 1 });
      return cutAt(await rowsAt(db, places), query.limit);
    },
  };
};

const ofThread = [listing.roots, listing.replies, listing.pinned] as const;

const placesOf = (builder: Kysely<Database>, shape: Shape, p: Values) => {
  const { state, by, list, reported } = shape;
  const thread = shape.ofThread ? p.thread : undefined;
  const author = by && { by, value: p.author! };
  // A person's comments, a thread's comments and reported comments have their own indexes, and are fewer than those of
  // a state.
  const compare = by || list !== undefined || reported ? byRow : byIndex;
  let query = narrowed(builder.selectFrom('comments').selectAll(), { reported, thread, author });
  query = ofState(query, state, compare);
  if (shape.ofSite) query = query.where('site', '=', p.site!);
  if (list !== undefined) query = query.where('listing', '=', sql.lit(list));
  else if (shape.ofThread) query = query.where('status', '<>', sql.lit('published'));
  if (shape.before) query = query.where('created_at', '<=', p.before!);
  if (shape.since) query = query.where('created_at', '>=', p.since!);
  if (shape.after) {
    query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(p.createdAt!, p.id!)));
  }
  return query
    .clearSelect()
    .select(['site', 'id', 'created_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(p.limit);
};

/** A person's comments are searched site by site, because every index of people begins with the site. */
const sitesFor = async (db: Kysely<Database>, query: QueueQuery): Promise<readonly (string | undefined)[]> =>
  query.author !== undefined && query.site === undefined && query.scope === 'all' ? allSites(db) : sitesOf(query);

const newestFirst = (a: Place, b: Place): number =>
  b.created_at - a.created_at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

/** The comments at these places, in the same order. A comment's id is unique over all sites. */
export const rowsAt = async (
  db: Kysely<Database>,
  places: readonly Pick<Place, 'site' | 'id'>[],
): Promise<CommentRow[]> => {
  if (places.length === 0) return [];
  const ids = places.map(({ id }) => id);
  const rows = await db.selectFrom('comments').selectAll().where('id', 'in', ids).execute();
  const found = new Map(rows.map((row) => [`${row.site} ${row.id}`, row]));
  return places.flatMap(({ site, id }) => found.get(`${site} ${id}`) ?? []);
};
