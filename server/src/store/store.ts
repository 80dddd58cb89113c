import type { AccountReads, AccountWrites } from './accounts.js';
import type { BanReads } from './bans.js';
import type { CommentWrites } from './comments.js';
import type { EventReads } from './events.js';
import type { IdentityReads, IdentityWrites } from './identities.js';
import type { ModerationWrites } from './moderation.js';
import type { OutboxReads, OutboxWrites } from './outbox.js';
import type { PersonReads, PersonWrites } from './person.js';
import type { QueueReads } from './queue.js';
import type { SignInWrites } from './sign-in.js';
import type { SpamReads, SpamWrites } from './spam.js';
import type { SubscriptionReads, SubscriptionWrites } from './subscriptions.js';
import type { FeedReads, ThreadReads } from './threads.js';
import type { TransferReads, TransferWrites } from './transfer.js';
import type { VisitorReads } from './visitors.js';
import type { ChangeListener } from './wake-up.js';

/**
 * What the server stores, in domain terms. It takes and returns records; which parts of them the public may see is not
 * decided here. Each writing method is one transaction: it checks, writes and raises the thread's version together, or
 * does nothing. Methods throw an `ApiError` if the visitor asked for something impossible, and `StoreUnavailable` if
 * the database can't do it now.
 *
 * Times are milliseconds since 1970. A visitor is the hash of their token, or an identity (`isIdentity`). A thread is
 * named by its `threadKey`.
 */
export interface Store {
  /** Runs reads on one snapshot of the database: their results are consistent, even while other processes write. */
  read<T>(work: (reads: Reads) => Promise<T>): Promise<T>;
  readonly comments: CommentWrites;
  readonly moderation: ModerationWrites;
  readonly people: PersonWrites;
  readonly transfer: TransferWrites;
  readonly accounts: AccountWrites;
  readonly outbox: OutboxWrites;
  readonly identities: IdentityWrites;
  readonly signIn: SignInWrites;
  readonly subscriptions: SubscriptionWrites;
  readonly spam: SpamWrites;
  /** Absent if processes share nothing but the rows, so that each keeps such data for itself. */
  readonly shared?: Shared;

  /**
   * Calls the listener soon after a thread, or the moderators' view of it, may have changed in any process. Call the
   * returned function to stop.
   */
  watch(listener: ChangeListener): () => void;

  /** The server's secret: created once, and the same for every process on this database. */
  secret(): Promise<string>;
  /** Rejects if the database can't be read. */
  ping(): Promise<void>;
  /** Deletes expired idempotency keys, used captcha answers, decisions that can't be undone any more, and the like. */
  purge(now: number): Promise<void>;
  /**
   * Writes a copy of the whole database, which can be opened in its place, into one file, while others keep reading and
   * writing. Absent if the database's own tools do that.
   */
  backup?(file: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Temporary data that processes on one database share. It may be lost in a crash, and writing it does not wait for the
 * disk.
 */
export interface Shared {
  /**
   * Adds to the count of a key. The first call opens a window of so many milliseconds, and the first one after its end
   * opens the next. Returns the sum, and when the window ends.
   */
  count(key: string, amount: number, milliseconds: number, now: number): Promise<{ amount: number; endsAt: number }>;
  note(key: string, note: string, endsAt: number): Promise<void>;
  /** The note stored under the key, until it expires. */
  noted(key: string, now: number): Promise<string | undefined>;
  /** Deletes what has expired. */
  forget(now: number): Promise<void>;
}

export interface Reads {
  readonly threads: ThreadReads;
  readonly visitors: VisitorReads;
  readonly transfer: TransferReads;
  readonly feeds: FeedReads;
  readonly accounts: AccountReads;
  readonly queue: QueueReads;
  readonly bans: BanReads;
  readonly people: PersonReads;
  readonly outbox: OutboxReads;
  readonly events: EventReads;
  readonly identities: IdentityReads;
  readonly subscriptions: SubscriptionReads;
  readonly spam: SpamReads;
}
