import type { Kysely } from 'kysely';
import { ApiError, invalidFields } from '../../api-error.js';
import { keyConflict } from '../key-conflict.js';
import { newId } from '../new-id.js';
import type { KeptAnswer, SubmitRequest } from '../store.js';
import { admit } from './admit.js';
import type { CommentRow, Database } from './database.js';
import { findComment } from './find-comment.js';
import { idempotencyQueries } from './idempotency.js';
import { prepare } from '../sqlite/prepare.js';
import { derived, settle } from './standing.js';
import type { ThreadWrites } from './threads.js';
import { toComment } from './to-comment.js';

/** Keeps a comment and everything that follows from it. */
export const submitWith = (db: Kysely<Database>, threads: ThreadWrites) => {
  const idempotency = idempotencyQueries(db);
  const insert = prepare<CommentRow, never>((p) => db.insertInto('comments').values(allColumns(p)));

  return async (db: Kysely<Database>, request: SubmitRequest): Promise<KeptAnswer> => {
    const { site, visitor, now, idempotency: once } = request;
    const key = once && { site, scope: visitor ?? '', key: once.key };
    if (key) {
      const kept = await idempotency.find(db, key, once.since);
      if (kept && kept.bodyHash !== once.bodyHash) throw keyConflict();
      if (kept) return kept;
    }
    await admit(db, request);
    const { version, closed } = await threads.open(db, request);
    if (closed) throw new ApiError('closed', 'This thread is closed.');

    const row = await newRow(db, request);
    await insert(db, row);
    await threads.apply(db, request, await settle(db, undefined, row, version));

    const status = row.status === 'published' ? 201 : 202;
    const answer = { bodyHash: once?.bodyHash ?? '', status, comment: toComment(row) };
    if (key) await idempotency.keep(db, key, answer, now);
    return answer;
  };
};

const newRow = async (db: Kysely<Database>, request: SubmitRequest): Promise<CommentRow> => {
  const { site, thread, author, text, now } = request;
  const id = newId(now);
  const parent = request.parent === undefined ? undefined : await findParent(db, request, request.parent);
  const row = {
    site,
    id,
    thread,
    parent: parent?.id ?? null,
    root: parent?.root ?? id,
    author_name: author.name,
    author_email: author.email ?? null,
    author_url: author.url ?? null,
    badge: null,
    visitor: request.visitor,
    body: text.body,
    html: text.html,
    renderer: text.renderer,
    rating: request.rating ?? null,
    status: request.status,
    created_at: now,
    edited_at: null,
    up: 0,
    down: 0,
    pinned: 0,
    descendants: 0,
    helpful: 0,
  } as const;
  return { ...row, ...derived(row) };
};

const findParent = async (db: Kysely<Database>, { site, thread }: SubmitRequest, id: string): Promise<CommentRow> => {
  const parent = await findComment(db, site, id);
  if (parent?.thread !== thread || parent.status !== 'published') {
    throw invalidFields({ parent: 'There is no such comment in this thread.' });
  }
  return parent;
};

const allColumns = (p: CommentRow): CommentRow => ({
  site: p.site,
  id: p.id,
  thread: p.thread,
  parent: p.parent,
  root: p.root,
  author_name: p.author_name,
  author_email: p.author_email,
  author_url: p.author_url,
  badge: p.badge,
  visitor: p.visitor,
  body: p.body,
  html: p.html,
  renderer: p.renderer,
  rating: p.rating,
  status: p.status,
  created_at: p.created_at,
  edited_at: p.edited_at,
  up: p.up,
  down: p.down,
  pinned: p.pinned,
  descendants: p.descendants,
  place: p.place,
  highest: p.highest,
  lowest: p.lowest,
  helpful: p.helpful,
});
