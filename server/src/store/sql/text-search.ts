import type { Kysely } from 'kysely';
import type { Position } from '../records.js';
import type { CommentRow, Database } from './database.js';
import type { Migrations } from './migrate.js';
import type { CommentQuery, Compare } from './queue-filter.js';

/**
 * A database's own way to find words in names, addresses and bodies. The database itself keeps the index up to date.
 */
export interface TextSearch {
  /** The migrations that create the index, including all existing comments. */
  migrations: Migrations;
  /**
   * The newest comments that match; `last` is set if there are more than `limit`, and says where to go on. If many
   * comments match the words but few of them are wanted, the search stops after a certain number of comments. So there
   * may be more even after fewer than `limit`.
   */
  find(db: Kysely<Database>, request: SearchRequest): Promise<Found>;
}

export interface SearchRequest {
  /** Each must be found; a word of several pieces is a phrase. The last piece matches the beginning of a word. */
  words: readonly SearchedWord[];
  limit: number;
  /** Only comments written at this time or earlier. */
  before?: number;
  /** Only comments written at this time or later. */
  since?: number;
  after?: Position;
  /** Applies the other conditions of the search; absent if there are none. */
  narrow?(query: CommentQuery, compare?: Compare): CommentQuery;
  /** The newest comments that satisfy the other conditions, whatever their words. */
  places(stretch: { after?: Position; limit: number }): Promise<Place[]>;
}

export type SearchedWord = readonly string[];

/** A comment's position in the index, which can be read without reading the row. */
export type Place = Pick<CommentRow, 'site' | 'id' | 'created_at'>;

export interface Found {
  comments: CommentRow[];
  last?: Position;
}

/** The rows up to the limit, and the position of the last one if there are more. */
export const cutAt = (rows: readonly CommentRow[], limit: number): Found => {
  const comments = rows.slice(0, limit);
  const end = rows.length > limit ? comments.at(-1) : undefined;
  return { comments, last: end && { rank: 0, createdAt: end.created_at, id: end.id } };
};
