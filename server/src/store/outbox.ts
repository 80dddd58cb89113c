import type { Scope } from './moderation-records.js';

/** Something that is to be brought to somebody outside. */
export interface OutboxEntry {
  site: string;
  /** What it is; whoever delivers this kind knows how. */
  kind: string;
  /** The e-mail address or the webhook's address that it goes to; empty where that follows from its content. */
  recipient: string;
  /**
   * What the message is made of when it is sent: ids and values, as JSON can say them. No finished text. What has
   * a `comment` goes where that one is erased.
   */
  content: object;
  /** Entries of one bundle that are due together are one message. By default each entry is alone. */
  bundle?: string;
  /** By default at once. */
  dueAt?: number;
  /** When it is of no use any more: it is dropped then, sent or not. */
  expiresAt?: number;
}

/** An entry as whoever delivers it gets it. */
export interface OutboxRecord {
  site: string;
  id: string;
  kind: string;
  recipient: string;
  bundle: string;
  content: Record<string, unknown>;
  createdAt: number;
  /** When it is tried next. */
  dueAt: number;
  /** How often it was tried, this time included. */
  attempts: number;
  /** Nobody tries any more. */
  dead: boolean;
  /** What was wrong the last time. */
  error: string | null;
}

export const happenings = ['published', 'held', 'removed', 'reported'] as const;

/** Something that happened to a comment, of which mails and webhooks may tell. */
export interface Happened {
  event: (typeof happenings)[number];
  comment: string;
  /** It was written just now. */
  isNew?: true;
}

export interface OutboxReads {
  /** Whether anything of these kinds is due. */
  isDue(kinds: readonly string[], now: number): Promise<boolean>;
  /** What lies there, the dead first, then what is due next. */
  list(scope: Scope, limit: number): Promise<OutboxRecord[]>;
  counts(scope: Scope): Promise<OutboxCounts>;
}

export interface OutboxCounts {
  waiting: number;
  dead: number;
  /** When the oldest that waits was put in. */
  oldest: number | null;
}

/**
 * Each entry is delivered at least once: a process that is killed between sending and saying so leaves it to the next.
 * Whoever writes to the database puts entries in within the same transaction, by `addToOutbox`.
 */
export interface OutboxWrites {
  add(entries: readonly OutboxEntry[], now: number): Promise<void>;
  /**
   * Takes bundles that are due, the longest due first, for this process alone: no other gets them before `until`, when
   * they are due again. Drops what is of no use any more.
   */
  claim(request: { kinds: readonly string[]; limit: number; now: number; until: number }): Promise<OutboxRecord[]>;
  /** Takes out what has arrived, or never will, and puts in what follows from it. */
  settle(done: readonly OutboxRecord[], following: readonly OutboxEntry[], now: number): Promise<void>;
  /** Keeps what was wrong; to be tried again at `dueAt`, or never. */
  fail(failed: readonly OutboxRecord[], failure: { error: string; dueAt: number | null }): Promise<void>;
  /** Gives back what was claimed and not tried. */
  release(claimed: readonly OutboxRecord[], now: number): Promise<void>;
  /**
   * Gives for each bundle when its next message may go: at once where none went for `gap` milliseconds, else then,
   * together with others that wait.
   */
  pace(bundles: readonly string[], now: number, gap: number): Promise<Map<string, number>>;
  /** Has what happens on these sites put into the outbox, from now on and by every process. */
  follow(sites: readonly string[] | 'all'): Promise<void>;
  /** Has everything tried again now, the dead too. Gives how many that are. */
  retry(scope: Scope, now: number): Promise<number>;
}
