import type { Badge } from '../contract.js';
import type { BanRequest } from './bans.js';
import type { BanRecord, State } from './moderation-records.js';
import type { Act, RenderedText, ThreadName } from './requests.js';

export const decisions = ['approve', 'hold', 'spam', 'delete', 'pin', 'unpin'] as const;
export type Decision = (typeof decisions)[number];

export interface ChangedComment {
  id: string;
  state: State;
}

export interface ModerationWrites {
  /**
   * Decides on comments, all or none of them. Comments that are already in the decided state, and those that their
   * authors deleted, are not among the changed. Approving, deleting and marking as spam settle a comment's reports.
   *
   * @throws ApiError `not-found` if one of the comments does not exist or is on a site outside the scope; `conflict` if
   *   a thread would have more pins than it may
   */
  decide(request: DecideRequest): Promise<Decided>;
  /**
   * Undoes a decision of the same moderator that is not older than `undoTime`. Comments that have changed since then
   * stay as they are.
   *
   * @throws ApiError `not-found` if there is no such decision
   */
  undo(request: Act & { undo: string }): Promise<ChangedComment[]>;
  /**
   * Trusts the author of a comment, or stops trusting them. What a trusted person writes is never held.
   *
   * @throws ApiError `not-found`; `conflict` if the comment was written without a token, as its author could not be
   *   recognised again
   */
  trust(request: Act & { comment: string; trusted: boolean }): Promise<void>;
  /** Edits somebody else's comment, and logs the difference. @throws ApiError `not-found` */
  edit(request: ModeratorEditRequest): Promise<void>;
  /**
   * Replies to a published comment; returns the reply's id.
   *
   * @throws ApiError `not-found`, `closed`, or `conflict` if the comment is not public
   */
  reply(request: ReplyRequest): Promise<string>;
  /**
   * Adds a ban, which holds from now on.
   *
   * @throws ApiError `not-found`; `conflict` if the comment has nothing of the kind that is to be banned
   */
  ban(request: BanRequest): Promise<BanRecord>;
  /** @param request `all` if bans that hold on all sites may be lifted too. @throws ApiError `not-found` */
  unban(request: Act & { id: string; all: boolean }): Promise<void>;
  /** @throws ApiError `not-found` if nobody has ever written to the thread, or its site is outside the scope */
  updateThread(request: ThreadUpdate): Promise<void>;
  /**
   * Renames a thread, or merges it into the thread that already has the new name. Requests for the old name find the
   * new thread.
   *
   * @throws ApiError `not-found`; `conflict` if it already has that name
   */
  moveThread(request: MoveRequest): Promise<void>;
}

export interface ModeratorEditRequest extends Act {
  id: string;
  text?: RenderedText;
  name?: string;
  /** Null removes it. */
  url?: string | null;
  /** Returns the text that the log keeps about the change, given the fields from before it. */
  difference(before: EditedFields): string;
}

/** What a moderator may change of a comment. */
export interface EditedFields {
  body: string;
  name: string;
  url: string | null;
}

export interface ReplyRequest extends Act {
  /** The comment that is replied to. */
  id: string;
  name: string;
  badge: Badge;
  text: RenderedText;
}

export interface MoveRequest extends Act {
  site: string;
  /** Thread keys; `toId` is the id of the target thread. */
  from: string;
  to: string;
  toId: string;
}

export interface ThreadUpdate extends Act, ThreadName {
  closed?: boolean;
  title?: string | null;
  url?: string | null;
}

export interface DecideRequest extends Act {
  ids: readonly string[];
  decision: Decision;
  /** For `delete`: empties the comments at once, so that it can't be undone. */
  forGood?: boolean;
  /** Only comments that are still in one of these states: others have changed since they were looked up. */
  states?: readonly State[];
}

export interface Decided {
  changed: ChangedComment[];
  /** The value to pass to `undo`; null if nothing changed, or if it can't be undone. */
  undo: string | null;
}

/** Milliseconds in which a decision can be undone; after that, deleted comments are emptied. */
export const undoTime = 10 * 60 * 1000;

/**
 * Most comments that are emptied in one transaction. With a million comments, removing one's words from the index takes
 * SQLite 10 ms, in which nobody else can write.
 */
export const mostEmptied = 25;
