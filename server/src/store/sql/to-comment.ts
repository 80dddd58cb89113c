import type { Author, Badge, Comment, Stars } from '../../contract.js';
import { toTime } from '../to-time.js';
import type { CommentRow } from './database.js';

/** What a comment shows: never the e-mail address, the visitor or the source. */
export const commentColumns = [
  'id',
  'parent',
  'root',
  'author_name',
  'author_url',
  'badge',
  'html',
  'rating',
  'status',
  'created_at',
  'edited_at',
  'up',
  'down',
  'pinned',
  'descendants',
  'helpful',
  'highest',
  'lowest',
] as const satisfies (keyof CommentRow)[];

export type ShownRow = Pick<CommentRow, (typeof commentColumns)[number]>;

/** The comment as its author sees it. A page makes some fifty of these, so there is no copying of objects here. */
export const toComment = (row: ShownRow): Comment => {
  const comment: Comment = {
    id: row.id,
    parent: row.parent,
    root: row.root,
    author: toAuthor(row),
    html: row.html,
    rating: row.rating as Stars | null,
    status: row.status,
    createdAt: toTime(row.created_at),
    editedAt: row.edited_at === null ? null : toTime(row.edited_at),
    votes: { up: row.up, down: row.down },
    replyCount: row.descendants,
  };
  if (row.pinned) comment.pinned = true;
  return comment;
};

/** The comment as everybody sees it: one that isn't published stands, where it has replies, as a tombstone. */
export const toPublicComment = (row: ShownRow): Comment =>
  row.status === 'published' ? toComment(row) : toTombstone(row);

export const toTombstone = (row: ShownRow): Comment => ({
  id: row.id,
  parent: row.parent,
  root: row.root,
  author: { name: '' },
  html: '',
  rating: null,
  status: 'deleted',
  createdAt: toTime(row.created_at),
  editedAt: null,
  votes: { up: 0, down: 0 },
  replyCount: row.descendants,
});

const toAuthor = (row: ShownRow): Author => {
  const author: Author = { name: row.author_name };
  if (row.author_url !== null) author.url = row.author_url;
  if (row.badge !== null) author.badge = row.badge as Badge;
  return author;
};
