import { z } from 'zod';
import { banKinds } from '../../service/bans.js';
import { personKinds } from '../../service/people.js';
import { reasonCodes, states } from '../../service/queue.js';
import { Comment } from './answer-schemas.js';

/*
 * What the API returns to moderators, for its description.
 */

const state = z.enum(states);

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

/** Server-sent events. */
export const QueueNews = z.string();
