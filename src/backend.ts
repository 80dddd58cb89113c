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

/** A comment, with the thread it stands in: some backends need both. */
export interface CommentTarget extends ThreadTarget {
  id: string;
}

export interface ListQuery extends ThreadTarget {
  sort: Sort;
  /** Roots a page, 1 to 100. */
  limit: number;
  cursor?: string;
  /** Only roots with this many stars. */
  rating?: Stars;
}

export interface RepliesQuery extends ThreadTarget {
  /** Id of the root whose further descendants are asked for. */
  parent: string;
  limit: number;
  cursor?: string;
}

export interface RequestOptions {
  signal?: AbortSignal;
  /** The page is being left: the request is to outlive it (`fetch`’s option of that name). */
  keepalive?: boolean;
}

export interface WriteOptions extends RequestOptions {
  /** The visitor's first write, of any kind, may have to pass the captcha; asked for by the code `captcha`. */
  captcha?: CaptchaAnswer;
}

export interface SubmitOptions extends RequestOptions {
  /** The same key and draft again give the same comment, once. */
  idempotencyKey?: string;
}

/**
 * A place where comments are kept.
 *
 * `list` and `submit` are required. Every other method is optional, and an absent method hides the feature.
 * All methods reject with a `StarlingError`, or with the signal's `AbortError` where they were aborted.
 */
export interface Backend {
  readonly name: string;
  /** What the backend can sort by; absent: all five. */
  readonly sorts?: readonly Sort[];
  /** The author fields it needs; absent: as the thread's settings say. */
  readonly fields?: FieldRules;
  /** Votes can only be for: there is no button against. */
  readonly likesOnly?: boolean;
  /** `edit` changes a comment's stars too: readers are offered to correct theirs. */
  readonly editsStars?: boolean;

  /**
   * The backend's name for the thread that the page calls so, by its `thread` attribute or its address; given a name it
   * gives the same one. Absent: `nameThread`. All methods take either, and answer alike.
   */
  threadId?(thread: string): string;

  /** Roots, a page at a time, the first replies inline; summary and thread settings with the first page. */
  list(query: ListQuery, options?: RequestOptions): Promise<Page>;
  /** Keeps a comment. Its status says whether it is published or waits for a moderator. */
  submit(draft: Draft, options?: SubmitOptions): Promise<Comment>;

  /** Further descendants of one root, oldest first, as a flat page. */
  replies?(query: RepliesQuery, options?: RequestOptions): Promise<Page>;
  /** The branch of a permalink; rejects with `not-found` where it is not public. */
  find?(target: CommentTarget, options?: RequestOptions): Promise<Branch>;
  /** What belongs to this visitor; resolves with nothing where this browser has never written. */
  mine?(target: ThreadTarget, options?: RequestOptions): Promise<Mine | undefined>;
  edit?(target: CommentTarget, change: CommentChange, options?: WriteOptions): Promise<Comment>;
  remove?(target: CommentTarget, options?: WriteOptions): Promise<Comment>;
  vote?(target: CommentTarget, value: VoteValue, options?: WriteOptions): Promise<VoteResult>;
  report?(target: CommentTarget, reason: string | undefined, options?: WriteOptions): Promise<void>;
  /** Stars without a comment; null takes them back. */
  rate?(target: ThreadTarget, value: Stars | null, options?: WriteOptions): Promise<RateResult>;
  /** Published comments of each thread, by thread id; up to 100 threads. */
  counts?(query: CountsQuery, options?: RequestOptions): Promise<Record<string, number>>;
  /** The body as it would look, as HTML. */
  preview?(body: string, options?: RequestOptions): Promise<string>;
  /** A challenge for a captcha that the backend itself hands out. */
  challenge?(options?: RequestOptions): Promise<unknown>;
  /** Who is signed in, and how one signs in; loads when it is first asked for. */
  identity?(): Promise<BackendIdentity>;
  /** Where readers answer instead, for a backend that only shows what was written at another site. */
  replyAt?(target: ThreadTarget): ReplyPlace;
  /** Calls the listener whenever the thread changed elsewhere; returns the way to stop it. */
  subscribe?(target: ThreadTarget, listener: () => void): () => void;
  /**
   * Tells what happens in the thread after a version of it, by default from now on, until what it resolves to is called.
   * After a lost connection it goes on where it was, by itself and without a word.
   */
  follow?(target: ThreadTarget, version: number | undefined, listener: (news: ThreadNews) => void): Promise<() => void>;
  /** Loads what writing needs before it is needed; called once a form is shown, unless the reader saves data. */
  prepare?(): Promise<unknown>;
  dispose?(): void;
}

/** A page's own identity token, or what gives one; asked again where the backend refused the last. */
export type TokenSource = string | (() => Promise<string>);

/** Somebody who is signed in, as readers know them. */
export interface ShownIdentity {
  name: string;
  /** https. */
  avatar?: string;
}

/** Signing in at a backend: what it does from then on, it does as whoever is signed in. */
export interface BackendIdentity {
  /** Who is signed in; nothing for a guest. */
  readonly current: ShownIdentity | undefined;
  /** Whether it can sign them out; who is signed in by the page's tokens is signed out by the page. */
  readonly canSignOut: boolean;
  /** Whether the backend knows an address of who is signed in, where replies can be mailed. Nobody is shown it. */
  readonly hasEmail?: boolean;
  /** Takes the page's own tokens, or none any more. */
  use(source: TokenSource | undefined): Promise<void>;
  /** Has a code sent, by which whoever reads that mail signs in. */
  sendCode(email: string, options?: WriteOptions): Promise<void>;
  /** Signs in by it. */
  enterCode(email: string, code: string, name: string): Promise<void>;
  /** Signs in at another site, by its name in the thread's settings: in a window, or by going there and back. */
  signInAt(provider: string): void;
  /** From now on this browser is a guest, and another one than before. */
  signOut(): void;
  /** Calls back when somebody else is signed in, or nobody any more; returns the way to stop that. */
  subscribe(listener: () => void): () => void;
}

/** Something that happened in a thread, and the thread's version by then. */
export type ThreadNews = { version?: number } & (
  | { /** New, or changed. */ kind: 'comment'; comment: Comment }
  | { /** Not public any more. */ kind: 'removed'; id: string }
  | { kind: 'thread'; total: number; summary: Summary; closed: boolean }
  | { /** What happened is not known: the thread is to be read anew. */ kind: 'reset' }
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

/** What a page says of the backend: `server` or `backend-url` as `url`, `backend-options` as `options`. */
export interface BackendSettings {
  /** Base address; absolute, without trailing slash. */
  url?: string;
  site?: string;
  /** The adapter's own settings, unchecked. */
  options: Record<string, unknown>;
}

export type BackendFactory = (settings: BackendSettings) => Backend;
/** Resolves to the factory; a lazy `import()` as a rule. */
export type BackendLoader = () => Promise<BackendFactory>;
