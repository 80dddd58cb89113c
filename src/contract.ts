/**
 * The wire contract between widget, adapters and server: shapes, limits and codes.
 *
 * As an entry of the package it imports nothing, so that a server in any project can use its types and limits.
 * Ids are strings. Times are RFC 3339 in UTC. Lengths are Unicode code points.
 */
import { normaliseThread as normalise } from './normalise-thread.js';
import { emailPattern as pattern, textLimits } from './text-limits.js';

/** A whole number of stars. */
export type Stars = 1 | 2 | 3 | 4 | 5;

export const commentStatuses = ['published', 'pending', 'deleted'] as const;
export type CommentStatus = (typeof commentStatuses)[number];

export const sorts = ['newest', 'oldest', 'helpful', 'highest', 'lowest'] as const;
/** Order of the root comments. `helpful` sorts by the lower bound of the Wilson score interval, 95 %. */
export type Sort = (typeof sorts)[number];

export const badges = ['owner', 'moderator', 'verified'] as const;
export type Badge = (typeof badges)[number];

/** A visitor's vote on one comment; 0 removes an earlier vote. */
export type VoteValue = 1 | 0 | -1;

export interface Author {
  name: string;
  /** An http or https address. */
  url?: string;
  /** An https address; only for authors who were signed in. */
  avatar?: string;
  badge?: Badge;
}

export interface Votes {
  up: number;
  down: number;
}

export interface Comment {
  id: string;
  /** Id of the comment that this one replies to; null for a root. */
  parent: string | null;
  /** Id of the root of the branch; its own id for a root. */
  root: string;
  author: Author;
  /** Rendered body. Never trusted: the widget sanitises it before it becomes DOM. */
  html: string;
  /** Stars of a root comment; replies have none. */
  rating: Stars | null;
  status: CommentStatus;
  createdAt: string;
  editedAt: string | null;
  votes: Votes;
  /** Comes before all others, outside the cursor's order. */
  pinned?: boolean;
  /** Number of all published descendants, at any depth. */
  replyCount: number;
  /** The first descendants, oldest first, as a flat list; the client builds the tree. */
  replies?: Comment[];
  /** Cursor of the next page of descendants; null if `replies` contains them all. */
  repliesNext?: string | null;
}

export interface Summary {
  /** Mean of the ratings, 1 to 5; null if nobody has rated. */
  average: number | null;
  count: number;
  distribution: Record<'1' | '2' | '3' | '4' | '5', number>;
}

export const fieldRules = ['required', 'optional', 'hidden'] as const;
export type FieldRule = (typeof fieldRules)[number];
export interface FieldRules {
  name: FieldRule;
  email: FieldRule;
  url: FieldRule;
}

export const ratingModes = ['off', 'optional', 'required'] as const;
export type RatingMode = (typeof ratingModes)[number];

/** What the backend allows in this thread. An element's attributes can only be stricter. */
export interface Thread {
  closed: boolean;
  captcha: CaptchaSetting | null;
  fields: FieldRules;
  ratings: RatingMode;
  votes: boolean;
  /** Seconds after its creation during which a comment's author may change it; 0 for never. */
  editWindow: number;
  /** Whether live updates are available. */
  live?: boolean;
  /** Whether a comment's author can get replies by e-mail. */
  notify?: boolean;
  /** Ways to sign in; absent or null if everybody is a guest. */
  identity?: IdentitySetting | null;
}

export interface IdentitySetting {
  /** Whether comments by guests are refused (401). */
  required: boolean;
  /** Whether people can sign in with a code that is sent by e-mail. */
  email: boolean;
  providers: { name: string; label: string }[];
}

export interface CaptchaSetting {
  provider: string;
  /** The provider's public site key. */
  key?: string;
}

export interface Page {
  comments: Comment[];
  /** Keyset cursor of the next page; null on the last page. */
  next: string | null;
  /** Number of published comments and replies of the thread, whatever the filter. */
  total: number;
  /** Version of the thread, if the backend has live updates: changes after this version can be requested. */
  version?: number;
  /** Only on the first page (a query without cursor); null on later pages. */
  summary: Summary | null;
  /** The settings of the thread, sent with the first page. */
  thread: Thread;
}

export interface ThreadReference {
  /** Opaque; by default the page's canonical address, see `normaliseThread`. */
  id: string;
  url?: string;
  title?: string;
}

export interface CaptchaAnswer {
  provider: string;
  token: string;
}

export interface DraftAuthor {
  name?: string;
  email?: string;
  url?: string;
}

/** A comment on its way to the backend. */
export interface Draft {
  site?: string;
  thread: ThreadReference;
  /** Id of the comment that it replies to; absent for a root. */
  parent?: string;
  author: DraftAuthor;
  /** Source text, as typed: Markdown on a Starling server. */
  body: string;
  rating?: Stars;
  /** Whether the author wants replies by e-mail. */
  notify?: boolean;
  captcha?: CaptchaAnswer;
}

/** The visitor's own comment, with the source text of its body. */
export type OwnComment = Comment & { body: string };

/** What belongs to the visitor in one thread. */
export interface Mine {
  /** Own pending comments, and own comments of the last ten minutes. */
  comments: OwnComment[];
  /** The visitor's votes, by comment id. */
  votes: Record<string, 1 | -1>;
  rating: Stars | null;
}

export interface Branch {
  root: Comment;
  /** From the root's child down to the requested comment; empty if that is the root. */
  path: Comment[];
}

/** The maximum lengths, in code points unless the name says bytes. Widget and server use the same ones. */
export const limits = {
  ...textLimits,
  thread: 2048,
  title: 300,
  /** The reason of a report. */
  reason: 1000,
  requestBytes: 160 * 1024,
  pageSize: 100,
  defaultPageSize: 25,
  /** Descendants that are included with each root. */
  inlineReplies: 3,
  /** Threads in one request for counts. */
  counts: 100,
} as const;

/** See text-limits.ts. */
export const emailPattern: RegExp = pattern;

/** HTTP status of each error code of the API. `invalid` is 400 if the request can't be parsed, else 422. */
export const errorStatus = {
  invalid: 422,
  unauthorized: 401,
  forbidden: 403,
  captcha: 403,
  closed: 403,
  expired: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'rate-limited': 429,
  server: 503,
} as const;
export type ApiErrorCode = keyof typeof errorStatus;
/** Codes that only the widget produces: the request got no response, or the page is set up wrongly. */
export type ClientErrorCode = 'network' | 'timeout' | 'misconfigured';
export type ErrorCode = ApiErrorCode | ClientErrorCode;

/** Body of an error response (RFC 9457), as application/problem+json. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ApiErrorCode;
  detail: string;
  /** What is wrong with each field of the request, by its path, such as `author.email`. */
  fields?: Record<string, string>;
}

/** See normalise-thread.ts. The type is written out, because the types of this entry import nothing either. */
export const normaliseThread: (address: string, base?: string) => string = normalise;
