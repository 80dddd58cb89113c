import type { Badge, Sort, Stars, VoteValue, Votes } from '../contract.js';
import type {
  BanKind,
  BanRecord,
  CommentRecord,
  FeedRecord,
  IdentityRecord,
  KeyRecord,
  ListedComment,
  LogRecord,
  MineRecord,
  ModeratedThread,
  ModeratorRecord,
  Position,
  QueuedComment,
  Reason,
  Scope,
  ShownComment,
  Slice,
  StarCounts,
  State,
  ThreadCount,
  ThreadRecord,
} from './records.js';
import type { OutboxReads, OutboxWrites } from './outbox.js';
import type { PersonReads, PersonWrites } from './person.js';
import type { SignInWrites } from './sign-in.js';
import type { Subscriber, SubscriptionReads, SubscriptionWrites } from './subscriptions.js';
import type { KeptNetwork, KeptTraces, SpamReads, SpamWrites } from './spam.js';
import type { TransferReads, TransferWrites } from './transfer.js';
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

export interface EventReads {
  /**
   * Comments that look different to the public since a version of their thread, in whatever state they are now, oldest
   * first, each with the version of its last change, votes aside. Nothing where they are more than the limit, where
   * the thread changed as a whole, or where some of it is forgotten.
   */
  since(
    name: ThreadName,
    versions: { from: number; /** That of now. */ to: number },
    limit: number,
  ): Promise<(ShownComment & { revision: number })[] | undefined>;
}

/** Names, in place of a comment, a thread that changed as a whole. */
export const wholeThread = '';

export interface QueueReads {
  /** Comments of any state, newest first. */
  list(query: QueueQuery): Promise<{ comments: QueuedComment[]; last?: Position }>;
  /** A comment of any state after what it answers, the root first, or as far up as is told; empty where there is none. */
  branch(scope: Scope, id: string): Promise<QueuedComment[]>;
  /** The newest comments of any state that were written at or after `since`, but for those that are known. */
  news(query: NewsQuery): Promise<QueuedComment[]>;
  /** Threads, the newest first. */
  threads(query: ThreadsQuery): Promise<{ threads: ModeratedThread[]; last?: ThreadPosition }>;
  /** How many wait, were reported and are spam; each at most 1,000. */
  counts(scope: Scope): Promise<{ pending: number; reported: number; spam: number }>;
  /** What was written on each day at or after `since`; days without any are not among them. */
  stats(query: StatsQuery): Promise<{ at: number; published: number; held: number; spam: number }[]>;
  /** What moderators did, the last first; after the entry of an id, where one is given. */
  log(query: { scope: Scope; limit: number; after?: string }): Promise<LogRecord[]>;
}

export interface QueueQuery {
  scope: Scope;
  limit: number;
  state?: State;
  /** Only those with reports that no moderator has settled. */
  reported?: boolean;
  site?: string;
  /** A thread's key. */
  thread?: string;
  /** Only those of one person: a visitor, or an e-mail address. */
  author?: string;
  /**
   * Only those in whose name, addresses or body each of these is found: pieces of letters and digits, of which several
   * are a phrase, and the last one the beginning of a word. Then there may be more after a page that is not full.
   */
  words?: readonly (readonly string[])[];
  /** Only those that are not newer. */
  before?: number;
  /** Only those that are not older. */
  since?: number;
  after?: Position;
}

export interface NewsQuery {
  scope: Scope;
  since: number;
  /** By their ids. */
  known: Pick<ReadonlyMap<string, unknown>, 'has'>;
  limit: number;
}

export interface StatsQuery {
  scope: Scope;
  site?: string;
  since: number;
}

export interface ThreadsQuery {
  scope: Scope;
  limit: number;
  site?: string;
  /** A thread's key. */
  thread?: string;
  /** Each must stand in the title, the address or the id. */
  words?: readonly string[];
  after?: ThreadPosition;
}

export type ThreadPosition = Pick<ModeratedThread, 'createdAt' | 'site' | 'thread'>;

export interface BanReads {
  /** The last first, after the one of an id; with `all` those of all sites too. */
  list(query: { scope: Scope; all: boolean; limit: number; after?: string }): Promise<BanRecord[]>;
  /** What of a person is banned on a site, and which words and links nobody may write there. */
  against(who: BannedWho): Promise<Banned>;
}

/** A person, by all that is known of them. */
export interface BannedWho extends Partial<Record<Exclude<BanKind, 'word' | 'link'>, string>> {
  site: string;
  now: number;
}

export interface Banned {
  person: BanKind[];
  words: string[];
  links: string[];
}

export interface AccountReads {
  /** A moderator with what is kept of their password. */
  moderator(login: string): Promise<(ModeratorRecord & { password: string }) | undefined>;
  moderators(): Promise<ModeratorRecord[]>;
  /** Whose session a token's hash names, while it lasts. */
  ofSession(token: string, now: number): Promise<ModeratorRecord | undefined>;
  keys(): Promise<KeyRecord[]>;
  /** The key of this hash, while it lasts. */
  ofKey(hash: string, now: number): Promise<KeyRecord | undefined>;
}

export interface AccountWrites {
  /** @throws ApiError `conflict` where the login is taken */
  addModerator(moderator: ModeratorRecord & { password: string }): Promise<void>;
  /** Ends their sessions too, but for `keep`. @throws ApiError `not-found` */
  setPassword(request: { login: string; password: string; keep?: string }): Promise<void>;
  /** Ends their sessions too. @throws ApiError `not-found` */
  removeModerator(login: string): Promise<void>;
  openSession(session: { token: string; login: string; expiresAt: number }): Promise<void>;
  closeSession(token: string): Promise<void>;
  /** @throws ApiError `conflict` where the name is taken */
  addKey(key: KeyRecord & { hash: string }): Promise<void>;
  /** @throws ApiError `not-found` */
  removeKey(name: string): Promise<void>;
}

export interface IdentityReads {
  /** What is kept of an identity, unless it was erased; and until when tokens are void. */
  find(site: string, identity: string): Promise<{ record?: IdentityRecord; notBefore: number | null } | undefined>;
  /** Whether anything is of the visitor that could become an identity's. */
  hasAny(site: string, visitor: string): Promise<boolean>;
}

export interface IdentityWrites {
  /** Keeps an identity, or what is new of it. */
  keep(identity: IdentityRecord, now: number): Promise<void>;
  /** Makes what a visitor did the identity's: of votes and ratings of both, the later wins. */
  merge(request: { site: string; visitor: string; identity: string; now: number }): Promise<void>;
}

export interface FeedReads {
  /** What was published on a site, or in one thread of it, newest first; replies too. */
  recent(query: { site: string; thread?: string; limit: number }): Promise<FeedRecord[]>;
}

export interface ThreadName {
  site: string;
  /** `threadKey(id)`: a hash of the thread's id, as ids are up to 2,048 characters long. */
  thread: string;
}

export interface ThreadReads {
  /** Nothing where nobody has ever written to the thread. One that was moved is found by its old name too. */
  find(name: ThreadName): Promise<ThreadRecord | undefined>;
  /** The thread of any comment, public or not, and the thread's version. */
  ofComment(id: string): Promise<(ThreadName & { version: number }) | undefined>;
  roots(query: RootsQuery): Promise<Slice>;
  /** Roots that stand above the others, newest first, their first replies inline. */
  pinned(name: ThreadName): Promise<ListedComment[]>;
  /** All descendants of one root, oldest first. */
  replies(query: RepliesQuery): Promise<Slice>;
  /**
   * A public comment with its ancestors, root first, itself last; empty where it is not public. Of more than 500 the root
   * and the last.
   */
  branch(id: string): Promise<ShownComment[]>;
  counts(site: string, threads: string[]): Promise<ThreadCount[]>;
}

export interface RootsQuery extends ThreadName {
  sort: Sort;
  limit: number;
  after?: Position;
  /** Only published roots with this many stars. */
  rating?: Stars;
}

export interface RepliesQuery extends ThreadName {
  root: string;
  limit: number;
  after?: Position;
}

export interface VisitorReads {
  /** Whether the visitor has written before, and so passed the captcha. */
  isKnown(site: string, visitor: string): Promise<boolean>;
  /** Of the visitor's pending comments and those made at or after `since` the last hundred, oldest first. */
  mine(name: ThreadName, visitor: string, since: number): Promise<MineRecord>;
  /** What came of the draft that was sent with this key at or after `since`. */
  submitted(key: IdempotencyKey, since: number): Promise<(Submitted & { bodyHash: string }) | undefined>;
}

export interface IdempotencyKey {
  site: string;
  /** The visitor, or '' for those without a token. */
  scope: string;
  key: string;
}

export interface Submitted {
  /** 201 where the comment was public at once, 202 where it had to wait. */
  status: 201 | 202;
  /** The comment as it is now. */
  comment: CommentRecord;
}

/** A visitor's proof that they may write for the first time; spent by the transaction that it lets through. */
export interface Admission {
  /** Set where a captcha was solved for this write. */
  captcha?: CaptchaUse;
  /** The captcha could not be checked: the visitor's next write must still pass one. */
  held?: boolean;
}

export interface CaptchaUse {
  provider: string;
  /** Hash of what makes the answer the same answer. */
  hash: string;
  expiresAt: number;
}

/** What closes a thread without a moderator. */
export interface ThreadRule {
  /** One that was begun before takes nothing any more. */
  closedBefore?: number;
}

export interface SubmitRequest extends Admission, ThreadName, ThreadRule {
  threadId: string;
  url?: string;
  title?: string;
  parent?: string;
  author: { name: string; email?: string; url?: string; avatar?: string };
  visitor: string | null;
  text: RenderedText;
  rating?: Stars;
  /** Shown beside the name. */
  badge?: Badge;
  /** Why it must wait for a moderator; it is public at once where there are none. */
  reasons: readonly Reason[];
  /** What spoke against it without being enough to let it wait. */
  signs?: readonly Reason[];
  /** How strongly it looked like spam; 0 where not said. */
  score?: number;
  /** Whether it waits among the spam. */
  spam?: boolean;
  /** Who is to hear by mail of what answers it. */
  notify?: Subscriber;
  traces?: KeptTraces;
  /** Where it came from, where that is kept. */
  network?: KeptNetwork;
  now: number;
  /** A draft that was sent with the same key at or after `since` is this one. */
  idempotency?: { key: string; bodyHash: string; since: number };
}

export interface RenderedText {
  /** As typed. */
  body: string;
  /** Safe HTML made of it. */
  html: string;
  /** Version of the renderer that made it. */
  renderer: number;
}

export interface CommentWrites {
  submit(request: SubmitRequest): Promise<Submitted>;
  edit(request: EditRequest): Promise<CommentRecord>;
  remove(request: OwnCommentRequest): Promise<CommentRecord>;
  vote(request: VoteRequest): Promise<{ votes: Votes; mine: VoteValue }>;
  rate(request: RateRequest): Promise<{ stars: StarCounts; mine: Stars | null }>;
  report(request: ReportRequest): Promise<void>;
}

export interface OwnCommentRequest extends Admission, ThreadRule {
  site: string;
  id: string;
  visitor: string;
  now: number;
}

export interface EditRequest extends OwnCommentRequest {
  /** Milliseconds after its creation in which it may be changed. */
  window: number;
  text?: RenderedText;
  rating?: Stars | null;
  /** A root may not be left without stars. */
  ratingRequired: boolean;
  /** Why a moderator must see the change before it is public. */
  reasons: readonly Reason[];
  /** Whether it waits among the spam. */
  spam?: boolean;
  /** How strongly the new text looks like spam. */
  score?: number;
  /** Of the new text. */
  traces?: KeptTraces;
}

export interface VoteRequest extends OwnCommentRequest {
  value: VoteValue;
}

export interface RateRequest extends Admission, ThreadName, ThreadRule {
  threadId: string;
  url?: string;
  title?: string;
  visitor: string;
  value: Stars | null;
  now: number;
}

export interface ReportRequest extends Admission {
  site: string;
  id: string;
  visitor: string | null;
  reason: string;
  now: number;
  /** How many people must have reported a comment for it to be held; by default none is. */
  toHold?: number;
}

/** Who does something, and when. */
export interface Act {
  scope: Scope;
  /** As the log names them. */
  by: string;
  now: number;
}

export const decisions = ['approve', 'hold', 'spam', 'delete', 'pin', 'unpin'] as const;
export type Decision = (typeof decisions)[number];

export interface ChangedComment {
  id: string;
  state: State;
}

export interface ModerationWrites {
  /**
   * Decides on comments, all or none. What is decided already, and what its author took back, is not among the changed.
   * To approve, to delete and to call spam settles what was reported.
   *
   * @throws ApiError `not-found` where one of them is not there, or not on a site of the scope; `conflict` where a thread
   *   would have more pins than it may
   */
  decide(request: DecideRequest): Promise<Decided>;
  /**
   * Takes back a decision of the same moderator that is not older than `undoTime`, as far as nothing changed since.
   *
   * @throws ApiError `not-found` where there is none
   */
  undo(request: Act & { undo: string }): Promise<ChangedComment[]>;
  /**
   * Trusts whoever wrote a comment, or no more: what they write waits for nobody.
   *
   * @throws ApiError `not-found`, or `conflict` where it was written without a token: nobody could be known again
   */
  trust(request: Act & { comment: string; trusted: boolean }): Promise<void>;
  /** Changes what somebody else wrote, and logs the difference. @throws ApiError `not-found` */
  edit(request: ModeratorEditRequest): Promise<void>;
  /**
   * Replies to a published comment; gives the reply's id.
   *
   * @throws ApiError `not-found`, `closed`, or `conflict` where the comment is not public
   */
  reply(request: ReplyRequest): Promise<string>;
  /**
   * Bans from now on.
   *
   * @throws ApiError `not-found`, or `conflict` where nothing of the kind is known of the comment
   */
  ban(request: BanRequest): Promise<BanRecord>;
  /** @param request `all` where those of all sites are theirs too. @throws ApiError `not-found` */
  unban(request: Act & { id: string; all: boolean }): Promise<void>;
  /** @throws ApiError `not-found` where nobody has ever written to the thread, or it is of no site of the scope */
  updateThread(request: ThreadUpdate): Promise<void>;
  /**
   * Gives a thread another name, or puts it together with the one of that name. Who asks for the old one gets the new.
   *
   * @throws ApiError `not-found`, or `conflict` where it has that name already
   */
  moveThread(request: MoveRequest): Promise<void>;
}

export interface ModeratorEditRequest extends Act {
  id: string;
  text?: RenderedText;
  name?: string;
  /** Null takes it away. */
  url?: string | null;
  /** What the log keeps of the change, by what was there before. */
  difference(before: EditedFields): string;
}

/** What a moderator may change of a comment. */
export interface EditedFields {
  body: string;
  name: string;
  url: string | null;
}

export interface ReplyRequest extends Act {
  /** The comment that is answered. */
  id: string;
  name: string;
  badge: Badge;
  text: RenderedText;
}

export interface MoveRequest extends Act {
  site: string;
  /** Keys, and the id of where it goes. */
  from: string;
  to: string;
  toId: string;
}

export interface BanRequest extends Act {
  kind: BanKind;
  /** What is banned, or the comment whose author is. */
  value?: string;
  comment?: string;
  /** Null for all sites. */
  site: string | null;
  until: number | null;
  note: string | null;
}

export interface ThreadUpdate extends Act, ThreadName {
  closed?: boolean;
  title?: string | null;
  url?: string | null;
}

export interface DecideRequest extends Act {
  ids: readonly string[];
  decision: Decision;
  /** Only comments that have one of these states still: others were looked for, and changed meanwhile. */
  states?: readonly State[];
}

export interface Decided {
  changed: ChangedComment[];
  /** What `undo` takes; null where nothing changed. */
  undo: string | null;
}

/** Milliseconds in which a decision can be taken back; then what was deleted is emptied. */
export const undoTime = 10 * 60 * 1000;
