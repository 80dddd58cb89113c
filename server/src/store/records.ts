import type { Badge, CommentStatus, Stars } from '../contract.js';

/** What lists and permalinks show of a comment. The e-mail address, the visitor and the source are not among it. */
export interface ShownComment {
  id: string;
  parent: string | null;
  root: string;
  authorName: string;
  authorUrl: string | null;
  authorAvatar: string | null;
  badge: Badge | null;
  html: string;
  rating: Stars | null;
  status: CommentStatus;
  createdAt: number;
  editedAt: number | null;
  up: number;
  down: number;
  pinned: 0 | 1;
  /** Published descendants, however deep. */
  descendants: number;
}

/** A comment with what its thread is, as feeds show it. */
export interface FeedRecord extends ShownComment {
  threadId: string;
  /** Address and title of the page, as it said them first. */
  threadUrl: string | null;
  threadTitle: string | null;
}

/** A comment as its author gets it back. */
export interface OwnComment extends ShownComment {
  /** As typed. */
  body: string;
}

/** Everything that is kept of a comment. */
export interface CommentRecord extends OwnComment {
  site: string;
  thread: string;
  authorEmail: string | null;
  /** The author: an identity, or the hash of a visitor's token; null where the comment was made without one. */
  visitor: string | null;
  /** To its author and everybody else such a comment is pending. */
  spam: 0 | 1;
}

export const roles = ['owner', 'moderator'] as const;
export type Role = (typeof roles)[number];

/** The sites that somebody may act on. */
export type Scope = readonly string[] | 'all';

export const isInScope = (scope: Scope, site: string): boolean => scope === 'all' || scope.includes(site);

/** Somebody who may moderate, as who signs in or as a program with a key. */
export interface Account {
  /** The login, or the name of the key. */
  name: string;
  role: Role;
  scope: Scope;
}

export interface ModeratorRecord extends Account {
  /** Beside their replies. */
  shownName: string;
  /** Whether nobody else may bear the shown name. */
  reserved: boolean;
  createdAt: number;
}

export interface KeyRecord extends Account {
  /** When it ends. */
  until: number | null;
  createdAt: number;
}

/** What is banned. */
export const banKinds = ['identity', 'visitor', 'email', 'network', 'word', 'link'] as const;
export type BanKind = (typeof banKinds)[number];

export interface BanRecord {
  id: string;
  kind: BanKind;
  value: string;
  /** Null for all sites. */
  site: string | null;
  until: number | null;
  note: string | null;
  by: string;
  createdAt: number;
}

/** Somebody who signs in, as one of their tokens said it last. */
export interface IdentityRecord {
  site: string;
  /** As records of what they did have it in place of a visitor. @see isIdentity */
  identity: string;
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  /** Whether the issuer says that the address is theirs. */
  emailVerified: boolean;
  /** https. */
  avatar: string | null;
  role: Role | null;
}

/** Whether a person is an identity; else it is the hash of a visitor's token. */
export const isIdentity = (person: string): boolean => person.startsWith(identityPrefix);

/** No hash has a colon. */
export const identityPrefix = 'identity:';

/** A comment as moderators look at it, with what is around it. */
export interface QueuedComment extends CommentRecord {
  score: number;
  reasons: Reason[];
  threadId: string;
  threadUrl: string | null;
  threadTitle: string | null;
  /** Those that are not settled. */
  reports: ReportRecord[];
  person: {
    published: number;
    spam: number;
    /** When they first wrote. */
    since: number;
    trusted: boolean;
  };
}

/** A thread as moderators look at it. */
export interface ModeratedThread {
  site: string;
  /** Its key. */
  thread: string;
  threadId: string;
  url: string | null;
  title: string | null;
  closed: 0 | 1;
  /** Published comments and replies. */
  total: number;
  createdAt: number;
  /** When its last published comment was written. */
  lastAt: number | null;
}

export interface ReportRecord {
  reason: string;
  createdAt: number;
}

/** Something that a moderator did. */
export interface LogRecord {
  id: string;
  site: string;
  at: number;
  moderator: string;
  action: string;
  comment: string | null;
  threadId: string | null;
  detail: string | null;
}

/** What a moderator knows a comment as. */
export const states = ['pending', 'published', 'spam', 'deleted'] as const;
export type State = (typeof states)[number];

/** Why a comment was held, as a code and what belongs to it: the words are chosen where it is shown. */
export interface Reason {
  code: ReasonCode;
  detail?: string;
}

/** What speaks for spam, with points of its own; what a comment waits for is the sum of them. */
export const spamCodes = [
  /** So many links. */
  'many-links',
  /** A blocked word, which is the detail. */
  'word',
  /** Spam linked to this host before. */
  'domain',
  /** As good as the same text stands in so many other places, or was written by others. */
  'duplicate',
  /** As good as the same text is spam. */
  'like-spam',
  /** Written within so many seconds. */
  'fast',
  /** A field was filled that no reader sees. */
  'trap',
  /** Not of a script that the site expects. */
  'script',
  /** So many per cent, says the classifier. */
  'classifier',
  /** This person wrote spam before. */
  'history',
  /** Akismet says so. */
  'akismet',
] as const;

export const reasonCodes = [
  /** The site holds all. */
  'all',
  /** Nothing of this person was ever published. */
  'first',
  'links',
  /** The captcha could not be checked. */
  'captcha',
  /** So many people reported it. */
  'reports',
  /** Who signed in has the name of a moderator, or one that looks like it. */
  'name',
  /** A ban; `detail` is its kind. */
  'ban',
  /** A moderator put it back. */
  'moderator',
  ...spamCodes,
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** A comment of a list, and for a root the first of its replies. */
export interface ListedComment {
  comment: ShownComment;
  position: Position;
  replies: ShownComment[];
  /** Position of the last of these replies, where there are more. */
  repliesAfter?: Position;
}

/** A stretch of a list. */
export interface Slice {
  comments: ListedComment[];
  /** Position of the last comment, where there are more after it. */
  last?: Position;
}

/** Where a comment stands in a sorted list: its rank in the sort, then its time, then its id. */
export interface Position {
  rank: number;
  createdAt: number;
  id: string;
}

export interface ThreadRecord {
  /** Its key: another than was asked for, where that one was moved. */
  thread: string;
  /** Rises with every change, also across a restored backup. */
  version: number;
  closed: boolean;
  /** Published comments and replies. */
  total: number;
  /** Roots that stand above the others. */
  pinned: number;
  createdAt: number;
  stars: StarCounts;
}

/** How many ratings there are of each number of stars. */
export type StarCounts = Record<Stars, number>;

export interface ThreadCount {
  thread: string;
  total: number;
  version: number;
}

/** What a thread holds of one visitor. */
export interface MineRecord {
  comments: OwnComment[];
  votes: Record<string, 1 | -1>;
  rating: Stars | null;
}
