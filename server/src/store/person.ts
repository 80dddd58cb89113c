import type { Act } from './requests.js';
import type { Scope } from './moderation-records.js';
import type { TransferRow } from './transfer.js';

/** How a person is identified: by their stored token hash or identity, by a typed e-mail address, or by a comment. */
export type PersonName = { person: string } | { email: string } | { comment: string };

/** A person on one site. If they wrote without a token, nothing but the comment is known of them. */
export type Person = {
  site: string;
  /** Whether to include data that belongs to all sites, such as some bans. */
  everywhere: boolean;
} & PersonName;

export interface PersonReads {
  /** The sites of the scope that have data about the person. For a comment, the person is its author if known. */
  find(scope: Scope, name: PersonName): Promise<Person[]>;
  /** Rows of one kind after the given row, ordered by key. */
  page(person: Person, kind: PersonKind, after: TransferRow | undefined, limit: number): Promise<TransferRow[]>;
}

/** The kinds of data kept about a person. When you add a table, also name it in `person-tables.ts`. */
export const personKinds = [
  'comments',
  'votes',
  'ratings',
  'reports',
  'visitors',
  'identities',
  'codes',
  'idempotency',
  'bans',
  'log',
  'imported',
  'networks',
  'mail',
  'subscriptions',
] as const;
export type PersonKind = (typeof personKinds)[number];

export interface Erasure extends Act {
  person: Person;
  /** Whether to keep the texts, without the author's name. */
  keep: boolean;
}

export interface PersonWrites {
  /** Erases all data about a person on a site; returns how many comments there were. */
  erase(request: Erasure): Promise<number>;
}
