import { z } from 'zod';
import { limits } from '../../contract.js';
import { banKinds } from '../../service/bans.js';
import { decisions, states } from '../../service/queue.js';
import { address, body, commentId, line, optional, pageAddress, site, text, threadId, whole } from './fields.js';

/*
 * What moderators send. Loaded with the first of their requests.
 */

const state = z.enum(states, { error: `Must be one of ${states.join(', ')}.` });
const cursor = z.string().max(500);
const time = z.iso.datetime({ offset: true, error: 'Must be a time like 2030-01-01T00:00:00Z.' });

/** A visitor's id, as in `visitor` of a comment, or an e-mail address. */
const author = text(limits.email, 1);

/** Words, and phrases in quotes. */
const q = text(200);

/** What comments are looked for by, in a list as in a decision. */
const wanted = {
  site: site.optional(),
  thread: threadId.optional(),
  author: author.optional(),
  q: q.optional(),
  from: time.optional(),
  to: time.optional(),
};

export const QueueQuery = z.object({
  state: state.optional(),
  reported: z.enum(['true', 'false']).optional(),
  ...wanted,
  cursor: cursor.optional(),
  limit: whole(1, limits.pageSize).default(limits.defaultPageSize),
});

export const LogQuery = QueueQuery.pick({ cursor: true, limit: true });

export const TrustRequest = z.object({ comment: commentId, trusted: z.boolean() });

export const Match = z
  .strictObject({
    state: state.optional(),
    reported: z.boolean().optional(),
    ...wanted,
    /** Comments written after this time are left out, so that nothing is decided unseen. */
    before: time,
    /** The id of a ban: the comments that it would hold if they were written now. */
    ban: z.string().min(1).max(64).optional(),
    cursor: cursor.optional(),
  })
  .refine(
    ({ ban, reported, thread, author, q }) => ban === undefined || (reported ?? thread ?? author ?? q) === undefined,
    {
      path: ['ban'],
      error: 'Goes with state, site, from and to only.',
    },
  );

export const ActionRequest = z
  .object({
    ids: z.array(commentId).min(1).max(500).optional(),
    match: Match.optional(),
    action: z.enum(decisions, { error: `Must be one of ${decisions.join(', ')}.` }),
    /** With `delete`: empties the comments at once, so that there is nothing to undo. */
    forGood: z.boolean().optional(),
  })
  .refine(({ action, forGood }) => !forGood || action === 'delete', {
    path: ['forGood'],
    error: 'Goes with delete only.',
  })
  .refine(({ ids, match }) => (ids === undefined) !== (match === undefined), {
    path: ['ids'],
    error: 'Say which comments, by their ids or by a match.',
  });

export const UndoRequest = z.object({ undo: z.string().min(1).max(64) });

/** Null removes an address or a title. */
const cleared = <T extends z.ZodType>(schema: T) => schema.nullable().optional();

export const Edit = z.object({
  body: body.optional(),
  name: line(limits.name, 'Must not be empty.').optional(),
  url: cleared(address()),
});
export const Reply = z.object({ body });

const who = {
  identity: text(500, 1).optional(),
  visitor: text(200, 1).optional(),
  email: text(limits.email, 1).optional(),
  comment: commentId.optional(),
};
const saysWho = (named: Record<string, unknown>) =>
  Object.keys(who).filter((name) => named[name] !== undefined).length === 1;
const whoIsIt = { path: ['email'], error: `Say who by one of ${Object.keys(who).join(', ')}.` };

export const PersonQuery = z.object(who).refine(saysWho, whoIsIt);
export const EraseRequest = z.object({ ...who, keep: z.boolean() }).refine(saysWho, whoIsIt);

export const BanRequest = z
  .object({
    kind: z.enum(banKinds, { error: `Must be one of ${banKinds.join(', ')}.` }),
    value: text(500, 1).optional(),
    comment: commentId.optional(),
    site: site.optional(),
    until: time.optional(),
    note: text(1000).optional(),
  })
  .refine(({ value, comment }) => (value === undefined) !== (comment === undefined), {
    path: ['value'],
    error: 'Say what, or by which comment.',
  })
  .refine(({ kind, comment }) => comment === undefined || (kind !== 'word' && kind !== 'link'), {
    path: ['comment'],
    error: 'Say the word or the link itself.',
  });

export const ThreadsQuery = z.object({
  site: site.optional(),
  q: q.optional(),
  cursor: z.string().max(1000).optional(),
  limit: whole(1, limits.pageSize).default(limits.defaultPageSize),
});
export const ThreadMove = z.object({ site: optional(site), from: threadId, to: threadId });
export const ThreadUpdate = z.object({
  site: optional(site),
  thread: threadId,
  closed: z.boolean().optional(),
  title: cleared(line(limits.title, 'Must not be empty.')),
  url: cleared(pageAddress),
});

export const StatsQuery = z.object({ site: site.optional(), days: whole(1, 366).default(30) });
