import type { Act } from './requests.js';
import type { Scope } from './moderation-records.js';
import type { TransferRow } from './transfer.js';

/** How somebody is named: by what is kept of their token or sign-in, by an address that was typed, or by a comment. */
export type PersonName = { person: string } | { email: string } | { comment: string };

/** A person on one site. Who wrote without a token is no more than a comment. */
export type Person = {
  site: string;
  /** Whether what is of all sites is looked at too, as bans may be. */
  everywhere: boolean;
} & PersonName;

export interface PersonReads {
  /** The sites of the scope on which there is anything of the person; of a comment whoever wrote it. */
  find(scope: Scope, name: PersonName): Promise<Person[]>;
  /** Rows of one kind after the given one, in the order of their keys. */
  page(person: Person, kind: PersonKind, after: TransferRow | undefined, limit: number): Promise<TransferRow[]>;
}

/** The kinds of what is kept of a person. A table that is added is named in `person-tables.ts`. */
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
  /** Leaves the words, without a name. */
  keep: boolean;
}

export interface PersonWrites {
  /** Erases all that is kept of a person on a site; gives how many comments there were. */
  erase(request: Erasure): Promise<number>;
}
