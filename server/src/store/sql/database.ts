import type { Generated } from 'kysely';
import type { Badge, CommentStatus, Stars } from '../../contract.js';
import type { Listing } from './listing.js';
import type { ModeratorRow, ApiKeyRow, BanRow, IdentityRow, ReportRow, LogRow } from './moderation-rows.js';

/** The tables, as queries see them. Booleans are 0 and 1, times are milliseconds. Most keys begin with the site. */
export interface Database {
  settings: { name: string; value: string };
  threads: ThreadRow;
  events: EventRow;
  comments: CommentRow;
  /** Which comment of another system an imported comment was, such as `wordpress:1`. */
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
  /** Moved threads: the key that is asked for, and the key of the thread that replaced it. */
  thread_aliases: { site: string; alias: string; alias_id: string; thread: string };
  /** Comments that moderators should be told about; kept for some minutes. */
  queue_events: { id: string; site: string; comment: string; created_at: number };
  outbox: OutboxRow;
  identities: IdentityRow;
  /** One for each visitor who waits for a mail with a code. */
  mail_codes: { site: string; visitor: string; hash: string; tries: number; expires_at: number };
  /** Codes with which people return after signing in elsewhere. */
  sign_ins: { hash: string; site: string; challenge: string; claims: string; expires_at: number };
  subscriptions: SubscriptionRow;
  /** When the next mail of a kind may be sent. */
  mail_paces: { key: string; next_at: number };
  /** Keyed hashes of the networks that comments came from, for sites that keep them. */
  comment_networks: { site: string; comment: string; network: string; expires_at: number };
  /** Keys by which similar comments are found. */
  spam_traces: { site: string; key: number; comment: string; sketch: string };
  /** What was learned from moderators' decisions; there is more to learn if `changes` is greater than `learned`. */
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
  /** When delivery is tried next. While a process has claimed the entry, when that claim ends. */
  due_at: number;
  expires_at: number | null;
  attempts: number;
  dead: 0 | 1;
  error: string | null;
  /** The comment that the message is about. */
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

/** Tables that are derived from others: they are not exported, and fill again by themselves. */
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
  /** The version before; 0 if there was none. */
  previous: number;
}

/**
 * The changes of a thread: one row for each comment that changed for the public, or a single row that stands for the
 * whole thread, or for no comment at all.
 */
export interface EventRow {
  version: number;
  site: string;
  thread: string;
  comment: string;
  /** The version of the thread before the change. */
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
  /** Ranks of the sorts, each descending: stars or 0; the lower bound of the Wilson interval. */
  highest: number;
  helpful: number;
  /** 1 if a moderator or a check decided that it is spam; its status is `pending` then. */
  spam: 0 | 1;
  score: number;
  /** Why it was held: JSON of `Reason[]`. */
  reasons: string | null;
  /** Reports that no moderator has settled. */
  reports: number;
  /** The thread's version when the comment was created or last changed, not counting votes; 0 if it was imported. */
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

/** One published source of a visitor's rating of a thread; the source with the highest version counts. */
export interface RatingSourceRow {
  site: string;
  thread: string;
  /** The visitor; for a comment without a token, the comment's id, so that it counts by itself. */
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
  /** Id of the comment that was created. */
  comment: string;
  created_at: number;
}
