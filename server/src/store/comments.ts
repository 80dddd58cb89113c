import type { Badge, Stars, VoteValue, Votes } from '../contract.js';
import type { CommentRecord, StarCounts } from './records.js';
import type { Reason } from './reasons.js';
import type { Admission, RenderedText, ThreadName, ThreadRule } from './requests.js';
import type { KeptNetwork, KeptTraces } from './spam.js';
import type { Subscriber } from './subscriptions.js';
import type { Submitted } from './visitors.js';

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
  /** Why it must wait for a moderator. If there are no reasons, it is public at once. */
  reasons: readonly Reason[];
  /** Signs of spam that were not enough to hold it for a moderator. */
  signs?: readonly Reason[];
  /** How strongly it looks like spam; 0 if absent. */
  score?: number;
  /** Whether it waits as spam. */
  spam?: boolean;
  /** Who gets a mail when somebody replies to it. */
  notify?: Subscriber;
  traces?: KeptTraces;
  /** The network it came from; absent if the site does not keep networks. */
  network?: KeptNetwork;
  now: number;
  /** A draft that was sent with the same key at or after `since` is the same draft, and is not stored again. */
  idempotency?: { key: string; bodyHash: string; since: number };
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
  /** Milliseconds after its creation in which the comment may be edited. */
  window: number;
  text?: RenderedText;
  rating?: Stars | null;
  /** Whether a root comment must keep a rating. */
  ratingRequired: boolean;
  /** Why a moderator must see the change before it is public. */
  reasons: readonly Reason[];
  /** Whether the comment waits as spam. */
  spam?: boolean;
  /** How strongly the new text looks like spam. */
  score?: number;
  /** The traces of the new text. */
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
  /** How many people must report a comment for it to be held; by default reports never hold a comment. */
  toHold?: number;
}
