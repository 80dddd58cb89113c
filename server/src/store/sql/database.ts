import type { Generated } from 'kysely';
import type { Badge, CommentStatus, Stars } from '../../contract.js';
import type { Listing } from './listing.js';
import type { ModeratorRow, ApiKeyRow, BanRow, IdentityRow, ReportRow, LogRow } from './moderation-rows.js';

/** The tables, as queries see them. Truth values are 0 and 1, times milliseconds. Every key begins with the site. */
export interface Database {
  settings: { name: string; value: string };
  threads: ThreadRow;
  events: EventRow;
  comments: CommentRow;
  /** Which comment of which other system an imported one was: `wordpress:1`. */
  imported_ids: { site: string; id: string; source: string };
  rating_sources: RatingSourceRow;
  votes: VoteRow;
  reports: ReportRow;
  visitors: { site: string; visitor: string; created_at: number; trusted: Generated<0 | 1> };
  idempotency: IdempotencyRow;
  captcha_uses: { provider: string; hash: string; expires_at: number };
  moderation_log: LogRow;
  moderation_undos: { id: string; moderator: string; created_at: number; changes: string };
  moderators: ModeratorRow;
  sessions: { token: string; login: string; expires_at: number };
  api_keys: ApiKeyRow;
  bans: BanRow;
  /** Threads that were moved: the key of what is asked for, and that of the thread that it is now. */
  thread_aliases: { site: string; alias: string; alias_id: string; thread: string };
  /** Comments of which moderators should hear, for some minutes. */
  queue_events: { id: string; site: string; comment: string; created_at: number };
  outbox: OutboxRow;
  identities: IdentityRow;
  /** One for each visitor who waits for a mail. */
  mail_codes: { site: string; visitor: string; hash: string; tries: number; expires_at: number };
  /** Codes that lead back from signing in elsewhere. */
  sign_ins: { hash: string; site: string; challenge: string; claims: string; expires_at: number };
  subscriptions: SubscriptionRow;
  /** When mails of a kind may go again. */
  mail_paces: { key: string; next_at: number };
  /** Keyed hashes of the networks that comments came from, of sites that keep them. */
  comment_networks: { site: string; comment: string; network: string; expires_at: number };
  /** By what comments that are alike are found. */
  spam_traces: { site: string; key: number; comment: string; sketch: string };
  /** What moderators' decisions taught; there is more to learn where `changes` is above `learned`. */
  spam_models: { site: string; content: string; version: number; changes: number; learned: number };
}

export interface OutboxRow {
  site: string;
  id: string;
  kind: string;
  recipient: string;
  bundle: string;
  /** JSON of an object. */
  content: string;
  created_at: number;
  /** When it is tried next; while a process has it, when that process has lost it. */
  due_at: number;
  expires_at: number | null;
  attempts: number;
  dead: 0 | 1;
  error: string | null;
  /** The one of which it tells. */
  comment: string | null;
}

export interface SubscriptionRow {
  site: string;
  id: string;
  thread: string;
  comment: string | null;
  email: string;
  visitor: string | null;
  language: string;
  confirmed: 0 | 1;
  created_at: number;
}

/** Tables that follow from others: they are not taken along, and fill again by themselves. */
export type DerivedTable = 'spam_traces' | 'spam_models';

export interface ThreadRow {
  site: string;
  thread: string;
  thread_id: string;
  url: string | null;
  title: string | null;
  closed: 0 | 1;
  version: number;
  total: number;
  pinned: number;
  stars_1: number;
  stars_2: number;
  stars_3: number;
  stars_4: number;
  stars_5: number;
  created_at: number;
  /** The version before; 0 for none. */
  previous: number;
}

/** What a change of a thread did: a row for each comment that looks different since, or one that says more, or less. */
export interface EventRow {
  version: number;
  site: string;
  thread: string;
  comment: string;
  /** The thread's version before. */
  previous: number;
}

export interface CommentRow {
  site: string;
  id: string;
  thread: string;
  parent: string | null;
  root: string;
  author_name: string;
  author_email: string | null;
  author_url: string | null;
  author_avatar: string | null;
  badge: Badge | null;
  /** The person: an identity, or the hash of a visitor's token. */
  visitor: string | null;
  body: string;
  html: string;
  renderer: number;
  rating: Stars | null;
  status: CommentStatus;
  created_at: number;
  edited_at: number | null;
  up: number;
  down: number;
  pinned: 0 | 1;
  /** Published descendants, however deep. */
  descendants: number;
  listing: Listing;
  /** Ranks of the sorts, each descending: stars or 0; lower bound of the Wilson interval. */
  highest: number;
  helpful: number;
  /** 1 where a moderator, or a ban, says so; the comment is `pending` then. */
  spam: 0 | 1;
  score: number;
  /** Why it was held: JSON of `Reason[]`. */
  reasons: string | null;
  /** Reports that no moderator has settled. */
  reports: number;
  /** The thread's version as the comment was made or last changed, votes aside; 0 where it was imported. */
  revision: number;
}

export interface VoteRow {
  site: string;
  thread: string;
  visitor: string;
  comment: string;
  value: 1 | -1;
  voted_at: Generated<number>;
}

/** One published thing that gives a visitor's rating of a thread; the one of the highest version counts. */
export interface RatingSourceRow {
  site: string;
  thread: string;
  /** The visitor, or the comment's id where it was made without a token: such a comment counts its own. */
  visitor: string;
  /** The comment's id, or 'rating' for stars without a comment. */
  source: string;
  stars: Stars;
  version: number;
}

export type RatingSourceKey = Pick<RatingSourceRow, 'site' | 'thread' | 'visitor' | 'source'>;

export interface IdempotencyRow {
  site: string;
  scope: string;
  key: string;
  body_hash: string;
  status: 201 | 202;
  /** Id of the comment that was made. */
  comment: string;
  created_at: number;
}
