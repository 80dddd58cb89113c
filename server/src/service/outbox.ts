import type { OutboxCounts, OutboxRecord } from '../store/outbox.js';
import type { Scope } from '../store/moderation-records.js';
import type { Store } from '../store/store.js';
import { toTime } from './to-time.js';

export type { OutboxCounts } from '../store/outbox.js';

/** The contents of the outbox, for the server's owner. */
export interface Outbox {
  /** The first hundred entries, dead ones first. */
  list(scope: Scope): Promise<Omit<OutboxCounts, 'oldest'> & { entries: OutboxItem[] }>;
  /** Tries all failed entries again. Returns how many there are. */
  retry(scope: Scope): Promise<number>;
}

export interface OutboxItem {
  id: string;
  site: string;
  kind: string;
  recipient: string;
  state: 'waiting' | 'dead';
  attempts: number;
  createdAt: string;
  dueAt: string;
  error: string | null;
}

export const createOutbox = (store: Store, now: () => number): Outbox => ({
  list: (scope) =>
    store.read(async ({ outbox }) => {
      const { waiting, dead } = await outbox.counts(scope);
      return { waiting, dead, entries: (await outbox.list(scope, 100)).map(toItem) };
    }),
  retry: (scope) => store.outbox.retry(scope, now()),
});

const toItem = ({ id, site, kind, recipient, dead, attempts, createdAt, dueAt, error }: OutboxRecord): OutboxItem => ({
  id,
  site,
  kind,
  recipient,
  state: dead ? 'dead' : 'waiting',
  attempts,
  createdAt: toTime(createdAt),
  dueAt: toTime(dueAt),
  error,
});
