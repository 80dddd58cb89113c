import { ApiError } from '../api-error.js';
import type { DraftAuthor } from '../contract.js';
import { hashWithKey } from '../hash.js';
import { isIdentity } from '../store/identity-record.js';
import type { Banned } from '../store/bans.js';
import type { Reads, Store } from '../store/store.js';
import type { Client } from './rate-limits.js';

/** What is known about the author of a write. */
export interface Writer {
  visitor: string | null;
  client: Client;
}

/** Finds the bans that concern a write on a site. */
export interface BanCheck {
  /** What is banned, for `findBanned`. */
  read(reads: Reads, site: string, writer: Writer, author?: DraftAuthor): Promise<Banned>;
  /** For actions that can't be held. @throws ApiError `forbidden` */
  refuse(site: string, writer: Writer): Promise<void>;
}

export const createBanCheck = (store: Store, secret: string, now: () => number): BanCheck => {
  const read: BanCheck['read'] = ({ bans }, site, { visitor, client: { network } }, author) =>
    bans.against({
      site,
      ...knownAs(visitor),
      email: author?.email,
      network: network === undefined ? undefined : networkHash(secret, network),
      now: now(),
    });

  return {
    read,
    refuse: async (site, writer) => {
      const { person } = await store.read((reads) => read(reads, site, writer));
      if (person.length > 0) throw new ApiError('forbidden', 'You may not take part here.');
    },
  };
};

const knownAs = (person: string | null): { visitor?: string; identity?: string } => {
  if (person === null) return {};
  return isIdentity(person) ? { identity: person } : { visitor: person };
};

/** A keyed hash of the network: equal networks have equal hashes, but the network can't be recovered. */
export const networkHash = (secret: string, network: string): string => hashWithKey(secret, `network ${network}`);
