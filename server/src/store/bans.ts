import type { BanKind, BanRecord, Scope } from './moderation-records.js';
import type { Act } from './requests.js';

export interface BanReads {
  /** The last first, after the one of an id; with `all` those of all sites too. */
  list(query: { scope: Scope; all: boolean; limit: number; after?: string }): Promise<BanRecord[]>;
  /** What of a person is banned on a site, and which words and links nobody may write there. */
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
  /** What is banned, or the comment whose author is. */
  value?: string;
  comment?: string;
  /** Null for all sites. */
  site: string | null;
  until: number | null;
  note: string | null;
}
