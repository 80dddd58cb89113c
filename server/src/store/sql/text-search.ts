import type { Kysely } from 'kysely';
import type { Position } from '../records.js';
import type { CommentRow, Database } from './database.js';
import type { Migrations } from './migrate.js';
import type { CommentQuery, Compare } from './queue-filter.js';

/** A database's own way to find words in names, addresses and bodies. Its index is kept by the database itself. */
export interface TextSearch {
  /** They make the index, of all that is there already. */
  migrations: Migrations;
  /**
   * The newest comments that match, with one more than `limit` where there are more. `last` is where to go on: where many
   * match but few are wanted it looks through so many, and there may be more after fewer than `limit`.
   */
  find(db: Kysely<Database>, request: SearchRequest): Promise<Found>;
}

export interface SearchRequest {
  /** Each must be found; those of several pieces as a phrase. The last piece may be the beginning of a word. */
  words: readonly SearchedWord[];
  limit: number;
  /** Only those that are not newer. */
  before?: number;
  after?: Position;
  /** Leaves those that are wanted for other reasons too; absent where all are. */
  narrow?(query: CommentQuery, compare?: Compare): CommentQuery;
  /** The newest that are wanted for other reasons, whatever their words. */
  places(stretch: { after?: Position; limit: number }): Promise<Place[]>;
}

export type SearchedWord = readonly string[];

/** Where a comment stands, which an index alone can tell. */
export type Place = Pick<CommentRow, 'site' | 'id' | 'created_at'>;

export interface Found {
  comments: CommentRow[];
  last?: Position;
}

/** Rows up to the limit, and the position of the last where there are more. */
export const cutAt = (rows: readonly CommentRow[], limit: number): Found => {
  const comments = rows.slice(0, limit);
  const end = rows.length > limit ? comments.at(-1) : undefined;
  return { comments, last: end && { rank: 0, createdAt: end.created_at, id: end.id } };
};
