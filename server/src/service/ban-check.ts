import { ApiError } from '../api-error.js';
import type { DraftAuthor } from '../contract.js';
import { hashWithKey } from '../hash.js';
import { isIdentity } from '../store/identity-record.js';
import type { Reason } from '../store/reasons.js';
import type { RenderedText } from '../store/requests.js';
import type { Store } from '../store/store.js';
import { findBanned } from './find-banned.js';
import type { Client } from './rate-limits.js';

/** What is known about the author of a write. */
export interface Writer {
  visitor: string | null;
  client: Client;
}

/** Checks whether somebody, or what they write, is banned on a site. */
export interface BanCheck {
  /** Why a comment is held as spam; its author is not told. */
  reasons(site: string, writer: Writer, text: RenderedText, author?: DraftAuthor): Promise<Reason[]>;
  /** For actions that can't be held. @throws ApiError `forbidden` */
  refuse(site: string, writer: Writer): Promise<void>;
}

export const createBanCheck = (store: Store, secret: string, now: () => number): BanCheck => {
  const against = (site: string, { visitor, client: { network } }: Writer, email?: string) =>
    store.read(({ bans }) =>
      bans.against({
        site,
        ...knownAs(visitor),
        email,
        network: network === undefined ? undefined : networkHash(secret, network),
        now: now(),
      }),
    );

  return {
    reasons: async (site, writer, text, author) => findBanned(await against(site, writer, author?.email), text, author),
    refuse: async (site, writer) => {
      const { person } = await against(site, writer);
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
