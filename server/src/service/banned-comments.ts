import { notFound } from '../api-error.js';
import { type BanRecord, isInScope } from '../store/moderation-records.js';
import type { QueueQuery } from '../store/queue.js';
import type { CommentRecord, Position } from '../store/records.js';
import type { Store } from '../store/store.js';
import { findBanned } from './find-banned.js';
import type { Moderator } from './moderation.js';

/** Comments to decide on, and where to go on. */
export interface Matches {
  ids: string[];
  last?: Position;
}

/**
 * The newest comments that a ban would hold if they were written now, except for those of moderators. A person's and a
 * network's comments are found by an index. For words and links, which match in more ways than an index of words knows,
 * comments are read one after the other: at most a few thousand at a time, with nobody waiting for longer than for one
 * page of them.
 *
 * @throws ApiError `not-found` if there is no such ban, or not on the sites of whoever asks
 */
export const bannedComments = async (
  store: Store,
  { scope, role }: Moderator,
  id: string,
  query: QueueQuery,
  now: number,
): Promise<Matches> => {
  const ban = await store.read(({ bans }) => bans.find(id));
  const may = ban && (ban.site === null ? role === 'owner' : isInScope(scope, ban.site));
  if (!may) throw notFound('There is no such ban.');
  const site = ban.site ?? query.site;
  if (query.site !== undefined && query.site !== site) throw notFound('The ban is of another site.');
  let last: Position | undefined = query.after;
  for (let page = 0; page < mostPages; page++) {
    const wanted = { ...query, site, after: last, ...ofPerson(ban, now) };
    const found = await store.read(({ queue }) => queue.scan(wanted));
    const ids = found.comments.filter((comment) => isBanned(ban, comment)).map((comment) => comment.id);
    last = found.last;
    if (ids.length > 0 || !last) return { ids, last };
  }
  return { ids: [], last };
};

const mostPages = 10;

/** What an index finds. */
const ofPerson = ({ kind, value }: BanRecord, now: number): Pick<QueueQuery, 'author' | 'network'> => {
  if (kind === 'word' || kind === 'link') return {};
  return kind === 'network' ? { network: { hash: value, now } } : { author: value };
};

const isBanned = ({ kind, value }: BanRecord, comment: CommentRecord): boolean => {
  const { badge, body, html, authorName: name, authorEmail, authorUrl } = comment;
  // What moderators write is not held either.
  if (badge === 'owner' || badge === 'moderator') return false;
  if (kind !== 'word' && kind !== 'link') return true;
  const banned = { person: [], words: kind === 'word' ? [value] : [], links: kind === 'link' ? [value] : [] };
  const author = { name, email: authorEmail ?? undefined, url: authorUrl ?? undefined };
  return findBanned(banned, { body, html }, author).length > 0;
};
