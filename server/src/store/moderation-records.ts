import type { Reason } from './reasons.js';
import type { CommentRecord } from './records.js';

export const roles = ['owner', 'moderator'] as const;

export type Role = (typeof roles)[number];

/** The sites that somebody may moderate. */
export type Scope = readonly string[] | 'all';

export const isInScope = (scope: Scope, site: string): boolean => scope === 'all' || scope.includes(site);

/** Somebody who may moderate: a person who signs in, or a program with a key. */
export interface Account {
  /** The login, or the name of the key. */
  name: string;
  role: Role;
  scope: Scope;
}

export interface ModeratorRecord extends Account {
  /** The name shown beside their replies. */
  shownName: string;
  /** Whether nobody else may use the shown name. */
  reserved: boolean;
  createdAt: number;
}

export interface KeyRecord extends Account {
  /** When the key expires; null if never. */
  until: number | null;
  createdAt: number;
}

/** The kinds of things that can be banned. */
export const banKinds = ['identity', 'visitor', 'email', 'network', 'word', 'link'] as const;

export type BanKind = (typeof banKinds)[number];

export interface BanRecord {
  id: string;
  kind: BanKind;
  value: string;
  /** Null if the ban holds on all sites. */
  site: string | null;
  until: number | null;
  note: string | null;
  by: string;
  createdAt: number;
}

/** A comment as moderators see it, with its context. */
export interface QueuedComment extends CommentRecord {
  score: number;
  reasons: Reason[];
  threadId: string;
  threadUrl: string | null;
  threadTitle: string | null;
  /** The reports that no moderator has settled. */
  reports: ReportRecord[];
  person: {
    published: number;
    spam: number;
    /** When they wrote for the first time. */
    since: number;
    trusted: boolean;
  };
}

/** A thread as moderators see it. */
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

/** An entry of the moderation log. */
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

/** The states of a comment, as moderators see them. */
export const states = ['pending', 'published', 'spam', 'deleted'] as const;

export type State = (typeof states)[number];
