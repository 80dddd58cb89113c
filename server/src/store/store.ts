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
 * What the server keeps, in the words of its domain. It takes and gives records; what of them anybody may see is not
 * decided here. Each writing verb is one transaction: it checks, writes and raises the thread's version together, or
 * does nothing. They throw an `ApiError` where the visitor asked for something that can't be, and `StoreUnavailable`
 * where the database could not do it now.
 *
 * Times are milliseconds since 1970. A visitor is the hash of their token, or an identity (`isIdentity`). A thread is named by `threadKey`.
 */
export interface Store {
  /**
   * Runs reads on one snapshot of the database: whatever they give belongs together, also while other processes write.
   */
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
  /** Absent where processes share no more than the rows, and each keeps such things for itself. */
  readonly shared?: Shared;

  /**
   * Calls the listener soon after a thread, or what moderators see of it, may have changed in whichever process; stops
   * when what it returns is called.
   */
  watch(listener: ChangeListener): () => void;

  /** The server's secret: made once, then the same for every process on this database. */
  secret(): Promise<string>;
  /** Rejects where the database can't be read. */
  ping(): Promise<void>;
  /** Forgets idempotency keys, used captcha answers and decisions that are past their time. */
  purge(now: number): Promise<void>;
  /**
   * Writes all of it into one file that can be opened in its place, while others go on reading and writing. Absent where
   * the database's own tools do that.
   */
  backup?(file: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * What processes on one database share besides what is kept for good. It may be gone after a crash, and costs no wait
 * for the disk.
 */
export interface Shared {
  /**
   * Adds to what is counted under a key. Its window of so many milliseconds begins with the first, and then anew.
   * Gives the sum, and when the window ends.
   */
  count(key: string, amount: number, milliseconds: number, now: number): Promise<{ amount: number; endsAt: number }>;
  note(key: string, note: string, endsAt: number): Promise<void>;
  /** What was noted under the key, until its end. */
  noted(key: string, now: number): Promise<string | undefined>;
  /** Forgets what has ended. */
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
