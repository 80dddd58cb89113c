import type { Author, CommentStatus, Stars, Thread, Votes } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { nameThread } from '../../normalise-thread.js';
import { emptyThread, type CommentRecord, type ThreadRecord } from './thread-record.js';

/** A comment that exists from the start. Only values that differ from the defaults are needed. */
export interface SeedComment {
  /** Default: `seed-` and its number, from 1. */
  id?: string;
  /** Id of an earlier seeded comment that this one replies to. */
  parent?: string;
  /** Id of its thread; default: every thread. */
  thread?: string;
  author: Author;
  /** Plain text. */
  body?: string;
  /** Instead of `body`. */
  html?: string;
  rating?: Stars;
  status?: CommentStatus;
  /** RFC 3339; default: now. */
  createdAt?: string;
  editedAt?: string;
  votes?: Votes;
  pinned?: boolean;
}

/** The options of both local backends, checked and completed. */
export interface EngineSettings {
  thread: Thread;
  hold: boolean;
  /** A thread in its state before anybody has written to it. */
  seed(thread: string): ThreadRecord;
}

const defaults: Thread = {
  closed: false,
  captcha: null,
  fields: { name: 'required', email: 'required', url: 'hidden' },
  ratings: 'optional',
  votes: true,
  editWindow: 900,
};

/** @throws StarlingError `misconfigured`, with the option's name as its message */
export const engineSettings = (options: Record<string, unknown>): EngineSettings => {
  const { thread = {}, moderation = 'none', comments = [] } = options;
  if (typeof thread !== 'object') throw misconfigured('thread');
  if (moderation !== 'none' && moderation !== 'all') throw misconfigured('moderation');
  if (!Array.isArray(comments)) throw misconfigured('comments');
  const now = Date.now();
  const seeds = (comments as SeedComment[]).map((seed, index) => ({ ...seed, id: seed.id ?? `seed-${index + 1}` }));
  const settings = {
    thread: { ...defaults, ...thread },
    hold: moderation === 'all',
    seed: (id: string) => ({
      ...emptyThread(),
      comments: toRecords(
        seeds.filter(({ thread }) => thread === undefined || nameThread(thread) === id),
        now,
      ),
    }),
  };
  toRecords(seeds, now);
  return settings;
};

const misconfigured = (option: string) => new StarlingError('misconfigured', option);

const toRecords = (seeds: (SeedComment & { id: string })[], now: number): CommentRecord[] => {
  const roots = new Map<string, string>();
  return seeds.map((seed, index) => {
    const { id, parent = null, author, rating = null, status = 'published', createdAt, editedAt } = seed;
    const root = parent === null ? id : roots.get(parent);
    const time = createdAt === undefined ? now : Date.parse(createdAt);
    if (!author || root === undefined || roots.has(id) || Number.isNaN(time)) throw misconfigured(`comments[${index}]`);
    roots.set(id, root);
    return {
      id,
      parent,
      root,
      author,
      body: seed.body ?? '',
      html: seed.html,
      rating: parent === null ? rating : null,
      ratedAt: 0,
      status,
      createdAt: time,
      editedAt: editedAt === undefined ? null : Date.parse(editedAt),
      seededVotes: seed.votes ?? { up: 0, down: 0 },
      votes: {},
      pinned: seed.pinned ?? false,
      visitor: null,
    };
  });
};
