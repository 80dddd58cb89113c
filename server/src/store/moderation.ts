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
