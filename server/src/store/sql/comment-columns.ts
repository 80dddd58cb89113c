import type { CommentRecord, ShownComment } from '../records.js';
import type { CommentRow } from './database.js';

/**
 * The columns needed to show a comment, under the names of the record's fields, so nothing has to be copied afterwards.
 */
export const shownColumns = [
  'id',
  'parent',
  'root',
  'author_name as authorName',
  'author_url as authorUrl',
  'author_avatar as authorAvatar',
  'badge',
  'html',
  'rating',
  'status',
  'created_at as createdAt',
  'edited_at as editedAt',
  'up',
  'down',
  'pinned',
  'descendants',
] as const;

/** The ranks of the sorts, needed for the position of the last comment of a page. */
export const rankColumns = ['helpful', 'highest'] as const;

export type RankedComment = ShownComment & Pick<CommentRow, (typeof rankColumns)[number]>;

export const toRecord = (row: CommentRow): CommentRecord => ({
  id: row.id,
  parent: row.parent,
  root: row.root,
  authorName: row.author_name,
  authorUrl: row.author_url,
  authorAvatar: row.author_avatar,
  badge: row.badge,
  html: row.html,
  rating: row.rating,
  status: row.status,
  createdAt: row.created_at,
  editedAt: row.edited_at,
  up: row.up,
  down: row.down,
  pinned: row.pinned,
  descendants: row.descendants,
  body: row.body,
  site: row.site,
  thread: row.thread,
  authorEmail: row.author_email,
  visitor: row.visitor,
  spam: row.spam,
});
