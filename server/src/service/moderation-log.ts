import type { LogRecord, Scope } from '../store/moderation-records.js';
import type { Store } from '../store/store.js';
import { createExactRoom, firstThatFit } from './answer-bounds.js';
import { readCursor, writeCursor } from './cursor.js';
import { toTime } from './to-time.js';

/** An entry, as moderators read it. */
export interface LogEntry {
  at: string;
  by: string;
  action: string;
  site: string;
  comment?: string;
  thread?: string;
  detail?: string;
}

export interface ModerationLog {
  /** The log of the sites of the scope, newest first. */
  list(scope: Scope, request: { cursor?: string; limit: number }): Promise<{ log: LogEntry[]; next: string | null }>;
}

export const createModerationLog = (store: Store): ModerationLog => ({
  list: async (scope, { cursor, limit }) => {
    const after = cursor === undefined ? undefined : readCursor(name, cursor).id;
    const found = await store.read(({ queue }) => queue.log({ scope, limit: limit + 1, after }));
    const entries = found.slice(0, limit).map(toEntry);
    const fit = firstThatFit(entries, createExactRoom());
    const last = found.length > fit ? found[fit - 1] : undefined;
    const next = last ? writeCursor(name, { rank: 0, createdAt: last.at, id: last.id }) : null;
    return { log: entries.slice(0, fit), next };
  },
});

const name = 'log';

export const toEntry = ({ at, moderator, action, site, comment, threadId, detail }: LogRecord): LogEntry => ({
  at: toTime(at),
  by: moderator,
  action,
  site,
  ...(comment !== null && { comment }),
  ...(threadId !== null && { thread: threadId }),
  ...(detail !== null && { detail }),
});
