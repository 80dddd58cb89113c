import type { Scope } from './moderation-records.js';

/** A message that must be delivered to somebody outside the server. */
export interface OutboxEntry {
  site: string;
  /** The kind of message; it determines which carrier delivers it. */
  kind: string;
  /** The recipient's e-mail address or the webhook's name; empty if the content determines it. */
  recipient: string;
  /**
   * The data from which the message is composed when it is sent: ids and values that JSON can represent, but no
   * finished text. An entry with a `comment` is deleted when that comment is erased.
   */
  content: object;
  /**
   * Entries of one bundle that are due at the same time are sent as one message. By default each entry is sent alone.
   */
  bundle?: string;
  /** Defaults to now. */
  dueAt?: number;
  /** When the entry becomes useless: it is then dropped, whether it was sent or not. */
  expiresAt?: number;
}

/** An entry as carriers receive it. */
export interface OutboxRecord {
  site: string;
  id: string;
  kind: string;
  recipient: string;
  bundle: string;
  content: Record<string, unknown>;
  createdAt: number;
  /** When delivery is tried next. */
  dueAt: number;
  /** How often delivery was tried, including this time. */
  attempts: number;
  /** Whether delivery has been given up. */
  dead: boolean;
  /** The error of the last try. */
  error: string | null;
}

export const happenings = ['published', 'held', 'removed', 'reported'] as const;

/** An event about a comment that mails and webhooks may report. */
export interface Happened {
  event: (typeof happenings)[number];
  comment: string;
  /** Set if the comment was written just now. */
  isNew?: true;
}

export interface OutboxReads {
  /** Whether any entry of these kinds is due. */
  isDue(kinds: readonly string[], now: number): Promise<boolean>;
  /** The entries: dead ones first, then by due time. */
  list(scope: Scope, limit: number): Promise<OutboxRecord[]>;
  counts(scope: Scope): Promise<OutboxCounts>;
}

export interface OutboxCounts {
  waiting: number;
  dead: number;
  /** When the oldest waiting entry was added. */
  oldest: number | null;
}

/**
 * Each entry is delivered at least once: if a process is killed after sending an entry but before settling it, the next
 * process sends it again. Code that writes to the database adds entries within the same transaction, with
 * `addToOutbox`.
 */
export interface OutboxWrites {
  add(entries: readonly OutboxEntry[], now: number): Promise<void>;
  /**
   * Claims due bundles, those that have been due longest first, for this process alone. No other process gets them
   * before `until`, when they are due again. Also drops expired entries.
   */
  claim(request: { kinds: readonly string[]; limit: number; now: number; until: number }): Promise<OutboxRecord[]>;
  /** Removes entries that have been delivered, or never will be, and adds the entries that follow from them. */
  settle(done: readonly OutboxRecord[], following: readonly OutboxEntry[], now: number): Promise<void>;
  /** Stores the error. Delivery is tried again at `dueAt`, or never if that is null. */
  fail(failed: readonly OutboxRecord[], failure: { error: string; dueAt: number | null }): Promise<void>;
  /** Returns claimed entries that were not tried. */
  release(claimed: readonly OutboxRecord[], now: number): Promise<void>;
  /**
   * Returns for each bundle when its next message may be sent: at once if none was sent in the last `gap`
   * milliseconds, otherwise at the end of that time, together with other waiting entries.
   */
  pace(bundles: readonly string[], now: number, gap: number): Promise<Map<string, number>>;
  /** Makes every process add the events of these sites to the outbox, from now on. */
  follow(sites: readonly string[] | 'all'): Promise<void>;
  /** Makes all failed entries due now, including the dead ones. Returns how many there are. */
  retry(scope: Scope, now: number): Promise<number>;
}
