import type { Reason } from './reasons.js';
import type { CommentRecord } from './records.js';

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
