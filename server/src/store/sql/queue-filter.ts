import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { State } from '../moderation-records.js';
import { sameEmail } from './bans.js';
import type { CommentRow, Database } from './database.js';
import { columnsOf } from './state.js';

export type CommentQuery = SelectQueryBuilder<Database, 'comments', CommentRow>;

export interface Wanted {
  reported?: boolean;
  /** A thread's key. */
  thread?: string;
  author?: Author;
}

/** A person, given by their token hash or identity, or by an e-mail address. */
export interface Author {
  by: 'visitor' | 'email';
  value: string;
}

/** A visitor's id never contains an `@`. */
export const authorOf = (author: string | undefined): Author | undefined => {
  if (author === undefined) return undefined;
  return author.includes('@') ? { by: 'email', value: sameEmail(author) } : { by: 'visitor', value: author };
};

/**
 * How to compare a column: so that its index can be used, or so that it can't, because another index is better. SQLite
 * knows how many columns an index has, but not how many rows a condition leaves.
 */
export type Compare = (column: string) => RawBuilder<string | number>;
export const byIndex: Compare = (column) => sql.ref(column);
export const byRow: Compare = (column) => sql`coalesce(${sql.ref(column)}, null)`;

/** Keeps only the wanted comments, whatever their state and time. */
export const narrowed = (
  query: CommentQuery,
  { reported, thread, author }: Wanted,
  compare: Compare = byIndex,
): CommentQuery => {
  let narrow = query;
  if (thread !== undefined) narrow = narrow.where(compare('thread'), '=', thread);
  if (author?.by === 'visitor') narrow = narrow.where(compare('visitor'), '=', author.value);
  if (author?.by === 'email') {
    narrow = narrow
      .where('author_email', 'is not', null)
      .where(sql<string>`lower(${compare('author_email')})`, '=', author.value);
  }
  return reported ? narrow.where(compare('reports'), '>', sql.lit(0)) : narrow;
};

export const ofState = (query: CommentQuery, state: State, compare: Compare = byIndex): CommentQuery => {
  const { status, spam } = columnsOf(state);
  return query.where(compare('status'), '=', status).where(compare('spam'), '=', spam);
};
