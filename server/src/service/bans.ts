import { ApiError, invalidFields } from '../api-error.js';
import type { BanKind, BanRecord } from '../store/moderation-records.js';
import type { Store } from '../store/store.js';
import { readCursor, writeCursor } from './cursor.js';
import type { Moderator } from './moderation.js';
import { toTime } from './to-time.js';

export { banKinds } from '../store/moderation-records.js';

/** A ban, as moderators see it. */
export interface Ban {
  id: string;
  kind: BanKind;
  value: string;
  /** Null if it holds on all sites. */
  site: string | null;
  until: string | null;
  note: string | null;
  by: string;
  createdAt: string;
}

export interface NewBan {
  kind: BanKind;
  /** What is banned. Instead of it, `comment` names a comment whose author is banned. */
  value?: string;
  comment?: string;
  /** Absent to ban on all sites, which only an owner may do. */
  site?: string;
  until?: number;
  note?: string;
}

export interface Bans {
  /** Newest first. */
  list(who: Moderator, request: { cursor?: string; limit: number }): Promise<{ bans: Ban[]; next: string | null }>;
  add(who: Moderator, ban: NewBan): Promise<Ban>;
  remove(who: Moderator, id: string): Promise<void>;
}

/** @param keepsNetworks whether a site keeps the networks of comments; without a site, whether any site does */
export const createBans = (
  store: Store,
  now: () => number,
  keepsNetworks: (site: string | undefined) => boolean,
): Bans => ({
  list: async (who, { cursor, limit }) => {
    const after = cursor === undefined ? undefined : readCursor(name, cursor).id;
    const query = { scope: who.scope, all: isOwner(who), limit: limit + 1, after };
    const found = await store.read(({ bans }) => bans.list(query));
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const next = last ? writeCursor(name, { rank: 0, createdAt: last.createdAt, id: last.id }) : null;
    return { bans: page.map(present), next };
  },

  add: async (who, { kind, value, comment, site, until, note }) => {
    if (site === undefined && !isOwner(who)) throw new ApiError('forbidden', 'Only an owner bans on all sites.');
    if (kind === 'network' && !keepsNetworks(site)) {
      throw value === undefined ? new ApiError('conflict', noNetworks) : invalidFields({ value: noNetworks });
    }
    if (value !== undefined) checkValue(kind, value);
    return present(
      await store.moderation.ban({
        scope: who.scope,
        by: who.name,
        now: now(),
        kind,
        value: value?.trim(),
        comment,
        site: site ?? null,
        until: until ?? null,
        note: note ?? null,
      }),
    );
  },

  remove: (who, id) => store.moderation.unban({ scope: who.scope, by: who.name, now: now(), id, all: isOwner(who) }),
});

const name = 'bans';

const isOwner = ({ role }: Moderator): boolean => role === 'owner';

const noNetworks = 'Networks are known only where `spam.keepNetwork` keeps them.';

/** The stored form of a network, which exists only with `spam.keepNetwork`. A plain address would never match. */
const keyedHash = /^[\w-]{43}$/;

/** @throws ApiError `invalid` if the value could never match anything */
const checkValue = (kind: BanKind, value: string): void => {
  const isLink = URL.canParse(/^https?:\/\//i.test(value) ? value : `http://${value}`);
  if (kind === 'link' && !isLink) throw invalidFields({ value: 'Must be a domain, or an address.' });
  if (kind === 'email' && !value.includes('@')) throw invalidFields({ value: 'Must be an e-mail address.' });
  if (kind === 'word' && !/[\p{L}\p{N}\p{S}]/u.test(value)) throw invalidFields({ value: 'Must have letters.' });
  if (kind === 'network' && !keyedHash.test(value.trim())) throw invalidFields({ value: 'Name a comment from there.' });
};

const present = ({ until, createdAt, ...ban }: BanRecord): Ban => ({
  ...ban,
  until: until === null ? null : toTime(until),
  createdAt: toTime(createdAt),
});
