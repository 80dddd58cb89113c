import type {
  Branch,
  CaptchaAnswer,
  Comment,
  Draft,
  FieldRules,
  Mine,
  Page,
  Sort,
  Stars,
  Summary,
  ThreadReference,
  Votes,
  VoteValue,
} from './contract.js';

/** A thread, as every call names it. */
export interface ThreadTarget {
  site?: string;
  thread: ThreadReference;
}

/** A comment and its thread; some backends need both. */
export interface CommentTarget extends ThreadTarget {
  id: string;
}

export interface ListQuery extends ThreadTarget {
  sort: Sort;
  /** Roots per page, 1 to 100. */
  limit: number;
  cursor?: string;
  /** Filter: only roots with this many stars. */
  rating?: Stars;
}

export interface RepliesQuery extends ThreadTarget {
  /** Id of the root whose further descendants are requested. */
  parent: string;
  limit: number;
  cursor?: string;
}

export interface RequestOptions {
  signal?: AbortSignal;
  /** Set when the page is being left and the request must outlive it (`fetch`’s option of that name). */
  keepalive?: boolean;
}

export interface WriteOptions extends RequestOptions {
  /** The visitor's first write, of any kind, may need the captcha; the backend requests it by the code `captcha`. */
  captcha?: CaptchaAnswer;
}

export interface SubmitOptions extends RequestOptions {
  /** Sending the same key and draft again returns the same comment and creates no second one. */
  idempotencyKey?: string;
}

/**
 * A place where comments are stored.
 *
 * `list` and `submit` are required. Every other method is optional, and an absent method hides the feature.
 * All methods reject with a `StarlingError`, or with the signal's `AbortError` if they were aborted.
 */
export interface Backend {
  readonly name: string;
  /** The sort orders that the backend has; by default all five. */
  readonly sorts?: readonly Sort[];
  /** The author fields that the backend needs; by default as the thread's settings say. */
  readonly fields?: FieldRules;
  /** There are only up votes, so there is no button for down votes. */
  readonly likesOnly?: boolean;
  /** `edit` can also change a comment's stars, so readers can correct theirs. */
  readonly editsStars?: boolean;

  /**
   * The backend's name for a thread, given the page's name for it: the `thread` attribute or an address. Given such a
   * name, returns it unchanged. By default `nameThread`. All methods accept both names, with the same result.
   */
  threadId?(thread: string): string;

  /** A page of roots with their first replies. The first page also has the summary and the thread's settings. */
  list(query: ListQuery, options?: RequestOptions): Promise<Page>;
  /** Saves a comment. Its status says whether it is published or awaits moderation. */
  submit(draft: Draft, options?: SubmitOptions): Promise<Comment>;

  /** Further descendants of one root, oldest first, as a flat page. */
  replies?(query: RepliesQuery, options?: RequestOptions): Promise<Page>;
  /** The branch of a permalink; rejects with `not-found` if the comment is not public. */
  find?(target: CommentTarget, options?: RequestOptions): Promise<Branch>;
  /** The visitor's own comments, votes and rating; resolves to undefined if this browser has never written. */
  mine?(target: ThreadTarget, options?: RequestOptions): Promise<Mine | undefined>;
  edit?(target: CommentTarget, change: CommentChange, options?: WriteOptions): Promise<Comment>;
  remove?(target: CommentTarget, options?: WriteOptions): Promise<Comment>;
  vote?(target: CommentTarget, value: VoteValue, options?: WriteOptions): Promise<VoteResult>;
  report?(target: CommentTarget, reason: string | undefined, options?: WriteOptions): Promise<void>;
  /** Saves stars without a comment; null removes them. */
  rate?(target: ThreadTarget, value: Stars | null, options?: WriteOptions): Promise<RateResult>;
  /** Number of published comments of each thread, by thread id; up to 100 threads. */
  counts?(query: CountsQuery, options?: RequestOptions): Promise<Record<string, number>>;
  /** The body rendered as HTML, for a preview. */
  preview?(body: string, options?: RequestOptions): Promise<string>;
  /** A challenge for a captcha that the backend itself provides. */
  challenge?(options?: RequestOptions): Promise<unknown>;
  /** Who is signed in, and the ways to sign in. Its code loads when it is first called. */
  identity?(): Promise<BackendIdentity>;
  /** Where readers can reply instead, for a backend that only shows what was written on another site. */
  replyAt?(target: ThreadTarget): ReplyPlace;
  /** Calls the listener whenever the thread has changed elsewhere. Returns a function that stops this. */
  subscribe?(target: ThreadTarget, listener: () => void): () => void;
  /**
   * Calls the listener for everything that happens in the thread after the given version, by default from now on, until
   * the function that it resolves to is called. After a lost connection it resumes where it was, without reporting an
   * error.
   */
  follow?(target: ThreadTarget, version: number | undefined, listener: (news: ThreadNews) => void): Promise<() => void>;
  /**
   * Loads what writing needs in advance. Called once a form is shown, unless the reader's browser is set to save data.
   */
  prepare?(): Promise<unknown>;
  dispose?(): void;
}

/**
 * A page's own identity token, or a function that returns one; it is called again if the backend refused the last one.
 */
export type TokenSource = string | (() => Promise<string>);

/** Somebody who is signed in, as shown to readers. */
export interface ShownIdentity {
  name: string;
  /** https. */
  avatar?: string;
}

/** Signing in at a backend. From then on, all calls to the backend are made as the person who is signed in. */
export interface BackendIdentity {
  /** Who is signed in; undefined for a guest. */
  readonly current: ShownIdentity | undefined;
  /** Whether it can sign them out. People who are signed in by the page's tokens are signed out by the page. */
  readonly canSignOut: boolean;
  /** Whether the backend knows the person's e-mail address, to which replies can be sent. It is shown to nobody. */
  readonly hasEmail?: boolean;
  /** Uses the page's own tokens; undefined stops using them. */
  use(source: TokenSource | undefined): Promise<void>;
  /** Sends an e-mail with a code for signing in. */
  sendCode(email: string, options?: WriteOptions): Promise<void>;
  /** Signs in with the code. */
  enterCode(email: string, code: string, name: string): Promise<void>;
  /**
   * Signs in with a provider, by its name in the thread's settings: in a window, or by leaving the page and returning.
   */
  signInAt(provider: string): void;
  /** Signs out. From now on this browser is a guest, and a different one than before. */
  signOut(): void;
  /** Calls back when another person, or nobody any more, is signed in. Returns a function that stops this. */
  subscribe(listener: () => void): () => void;
}

/** Something that happened in a thread, and the thread's version after it. */
export type ThreadNews = { version?: number } & (
  | { /** A new or changed comment. */ kind: 'comment'; comment: Comment }
  | { /** A comment that is no longer public. */ kind: 'removed'; id: string }
  | { kind: 'thread'; total: number; summary: Summary; closed: boolean }
  | { /** Events were missed, so the thread has to be loaded again. */ kind: 'reset' }
);

export interface CommentChange {
  body?: string;
  rating?: Stars | null;
}

export interface VoteResult {
  votes: Votes;
  mine: VoteValue;
}

export interface RateResult {
  summary: Summary;
  mine: Stars | null;
}

export interface ReplyPlace {
  /** Address of the page; http or https. */
  href: string;
  /** Name of the site, such as `Mastodon`. */
  name: string;
}

export interface CountsQuery {
  site?: string;
  threads: string[];
}

/** The page's settings for the backend: `server` or `backend-url` as `url`, `backend-options` as `options`. */
export interface BackendSettings {
  /** Base address; absolute, without trailing slash. */
  url?: string;
  site?: string;
  /** The adapter's own settings, unchecked. */
  options: Record<string, unknown>;
}

export type BackendFactory = (settings: BackendSettings) => Backend;
/** Resolves to the factory; usually a lazy `import()`. */
export type BackendLoader = () => Promise<BackendFactory>;
