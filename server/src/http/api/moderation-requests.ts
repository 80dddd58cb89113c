import { z } from 'zod';
import { limits } from '../../contract.js';
import { banKinds } from '../../service/bans.js';
import { personKinds } from '../../service/people.js';
import { decisions, reasonCodes, states } from '../../service/queue.js';
import { address, body, commentId, line, optional, pageAddress, site, text, threadId, whole } from './fields.js';
import { Comment } from './answer-schemas.js';

const state = z.enum(states, { error: `Must be one of ${states.join(', ')}.` });
const cursor = z.string().max(500);
const time = z.iso.datetime({ offset: true, error: 'Must be a time like 2030-01-01T00:00:00Z.' });

/** A visitor's id, as in `visitor` of a comment, or an e-mail address. */
const author = text(limits.email, 1);

/** Words, and phrases in quotes. */
const q = text(200);

export const QueueQuery = z.object({
  state: state.optional(),
  reported: z.enum(['true', 'false']).optional(),
  site: site.optional(),
  thread: threadId.optional(),
  author: author.optional(),
  q: q.optional(),
  from: time.optional(),
  to: time.optional(),
  cursor: cursor.optional(),
  limit: whole(1, limits.pageSize).default(limits.defaultPageSize),
});

export const LogQuery = QueueQuery.pick({ cursor: true, limit: true });

export const LogPage = z.object({
  log: z.array(
    z.object({
      at: z.string(),
      by: z.string(),
      action: z.string(),
      site: z.string(),
      comment: z.string().optional(),
      thread: z.string().optional(),
      detail: z.string().optional(),
    }),
  ),
  next: z.string().nullable(),
});

export const TrustRequest = z.object({ comment: commentId, trusted: z.boolean() });

export const Match = z
  .strictObject({
    state: state.optional(),
    reported: z.boolean().optional(),
    site: site.optional(),
    thread: threadId.optional(),
    author: author.optional(),
    q: q.optional(),
    from: time.optional(),
    to: time.optional(),
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

export const Moderated = Comment.extend({
  site: z.string(),
  state,
  threadId: z.string(),
  threadUrl: z.string().nullable(),
  threadTitle: z.string().nullable(),
  body: z.string(),
  email: z.string().nullable(),
  visitor: z.string().nullable(),
  identity: z.string().nullable(),
  score: z.number(),
  reasons: z.array(z.object({ code: z.enum(reasonCodes), detail: z.string() })),
  reports: z.array(z.object({ reason: z.string(), createdAt: z.string() })),
  person: z.object({ published: z.int(), spam: z.int(), since: z.string(), trusted: z.boolean() }),
});

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
export const Erased = z.object({ comments: z.int().min(0) });
export const PersonData = z.object({
  person: z.array(
    z.object({
      site: z.string(),
      ...(Object.fromEntries(
        personKinds.map((kind) => [kind, z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])))]),
      ) as unknown as Record<(typeof personKinds)[number], z.ZodType>),
    }),
  ),
});

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
export const Ban = z.object({
  id: z.string(),
  kind: z.enum(banKinds),
  value: z.string(),
  site: z.string().nullable(),
  until: z.string().nullable(),
  note: z.string().nullable(),
  by: z.string(),
  createdAt: z.string(),
});
export const BansPage = z.object({ bans: z.array(Ban), next: z.string().nullable() });

export const ThreadsQuery = z.object({
  site: site.optional(),
  q: q.optional(),
  cursor: z.string().max(1000).optional(),
  limit: whole(1, limits.pageSize).default(limits.defaultPageSize),
});
export const ModeratedThread = z.object({
  site: z.string(),
  thread: z.string(),
  url: z.string().nullable(),
  title: z.string().nullable(),
  closed: z.boolean(),
  total: z.int().min(0),
  lastAt: z.string().nullable(),
});
export const ThreadsPage = z.object({ threads: z.array(ModeratedThread), next: z.string().nullable() });
export const ThreadMove = z.object({ site: optional(site), from: threadId, to: threadId });
export const ThreadUpdate = z.object({
  site: optional(site),
  thread: threadId,
  closed: z.boolean().optional(),
  title: cleared(line(limits.title, 'Must not be empty.')),
  url: cleared(pageAddress),
});

export const StatsQuery = z.object({ site: site.optional(), days: whole(1, 366).default(30) });
export const Stats = z.object({
  days: z.array(z.object({ day: z.string(), published: z.int().min(0), held: z.int().min(0), spam: z.int().min(0) })),
});

const count = z.int().min(0).max(1000);
export const QueuePage = z.object({
  comments: z.array(Moderated),
  next: z.string().nullable(),
  counts: z.object({ pending: count, reported: count, spam: count }),
});
/** One comment and its ancestors, the root first. */
export const InThread = z.object({ comment: Moderated, above: z.array(Moderated) });
const changed = z.array(z.object({ id: z.string(), state }));
export const Decided = z.object({ changed, undo: z.string().nullable(), next: z.string().nullable().optional() });
export const Undone = z.object({ changed });
