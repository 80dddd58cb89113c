import type { BanKind, BanRecord, Scope } from './moderation-records.js';
import type { Act } from './requests.js';

export interface BanReads {
  /** Newest first, starting after the ban with the id `after`. With `all`, bans that hold on all sites are included. */
  list(query: { scope: Scope; all: boolean; limit: number; after?: string }): Promise<BanRecord[]>;
  /** Undefined if there is no such ban. */
  find(id: string): Promise<BanRecord | undefined>;
  /** The bans that concern a person on a site, and the words and links that nobody may write there. */
  against(who: BannedWho): Promise<Banned>;
}

/** A person, by all that is known of them. */
export interface BannedWho extends Partial<Record<Exclude<BanKind, 'word' | 'link'>, string>> {
  site: string;
  now: number;
}

export interface Banned {
  person: BanKind[];
  words: string[];
  links: string[];
}

export interface BanRequest extends Act {
  kind: BanKind;
  /** What is banned. Instead of it, `comment` names a comment whose author is banned. */
  value?: string;
  comment?: string;
  /** Null for all sites. */
  site: string | null;
  until: number | null;
  note: string | null;
}
