import type { Kysely } from 'kysely';
import { invalidFields } from '../../api-error.js';
import { keyConflict } from '../key-conflict.js';
import { newId } from '../new-id.js';
import type { SubmitRequest } from '../comments.js';
import type { Submitted } from '../visitors.js';
import { admit } from './admit.js';
import type { ChangeThread } from './change-thread.js';
import { claims } from './claim.js';
import { toRecord } from './comment-columns.js';
import { compileOnce } from './compile-once.js';
import type { CommentRow, Database } from './database.js';
import { checkOpen, findComment } from './find-comment.js';
import { listingOf, starRank } from './listing.js';
import { writeReasons } from './reasons.js';
import { addSubscription } from './subscriptions.js';
import { networkKeeper, tracesKeeper } from './spam-writes.js';

/** Stores a comment and everything that follows from it. */
export const submitWith = (builder: Kysely<Database>, changeThread: ChangeThread) => {
  const { take } = claims(builder);
  const keepTraces = tracesKeeper(builder);
  const keepNetwork = networkKeeper(builder);
  const insert = compileOnce<CommentRow, never>((p) => builder.insertInto('comments').values(allColumns(p)));

  return async (db: Kysely<Database>, request: SubmitRequest): Promise<Submitted> => {
    const { site, thread, threadId, url, title, visitor, now, closedBefore, idempotency } = request;
    const id = newId(now);
    const status = request.reasons.length === 0 ? 201 : 202;
    if (idempotency) {
      const { key, bodyHash, since } = idempotency;
      const claim = { body_hash: bodyHash, status, comment: id, created_at: now } as const;
      const kept = await take(db, { site, scope: visitor ?? '', key }, claim, since);
      if (kept.body_hash !== bodyHash) throw keyConflict();
      if (kept.comment !== id) return submittedBefore(db, site, kept);
    }
    const changed = await changeThread(
      db,
      { site, thread, now, closedBefore, open: { threadId, url, title } },
      async (change) => {
        checkOpen(change);
        await admit(db, request);
        const row = await newRow(db, id, { ...request, thread: change.thread }, change.version);
        await insert(db, row);
        if (request.traces) await keepTraces(db, { site, comment: id }, request.traces);
        if (request.network) await keepNetwork(db, { site, comment: id }, request.network);
        await change.updateCounts(undefined, row);
        if (!row.spam) {
          change.happened.push({
            event: row.status === 'published' ? 'published' : 'held',
            comment: id,
            isNew: true,
          });
        }
        // Spam gets no subscription: it could be sent only to make the server mail somebody.
        if (request.notify && !row.spam) {
          await addSubscription(db, { site, thread: change.thread, visitor, now, ...request.notify, comment: id });
        }
        return toRecord(row);
      },
    );
    if (!changed) throw new Error('A thread was not made.');
    return { status, comment: changed.result };
  };
};

/** The comment as it is now: its author or a moderator may have changed it since it was submitted. */
export const submittedBefore = async (
  db: Kysely<Database>,
  site: string,
  { comment, status }: { comment: string; status: 201 | 202 },
): Promise<Submitted> => {
  const row = await findComment(db, site, comment);
  if (!row) throw new Error('An idempotency key names no comment.');
  return { status, comment: toRecord(row) };
};

const newRow = async (
  db: Kysely<Database>,
  id: string,
  request: SubmitRequest,
  revision: number,
): Promise<CommentRow> => {
  const { site, thread, author, text, now } = request;
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
    author_avatar: author.avatar ?? null,
    badge: request.badge ?? null,
    visitor: request.visitor,
    body: text.body,
    html: text.html,
    renderer: text.renderer,
    rating: request.rating ?? null,
    status: request.reasons.length === 0 ? 'published' : 'pending',
    created_at: now,
    edited_at: null,
    up: 0,
    down: 0,
    pinned: 0,
    descendants: 0,
    helpful: 0,
    spam: request.spam ? 1 : 0,
    score: request.score ?? 0,
    reasons: writeReasons([...request.reasons, ...(request.signs ?? [])]),
    reports: 0,
    revision,
  } as const;
  return { ...row, listing: listingOf(row), highest: starRank(row.rating) };
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
  author_avatar: p.author_avatar,
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
  listing: p.listing,
  highest: p.highest,
  helpful: p.helpful,
  spam: p.spam,
  score: p.score,
  reasons: p.reasons,
  reports: p.reports,
  revision: p.revision,
});
