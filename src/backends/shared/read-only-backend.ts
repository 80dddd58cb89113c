import type { Backend, ReplyPlace, RequestOptions, ThreadTarget } from '../../backend.js';
import type { Comment, Thread } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { threadSettings } from './adapter-settings.js';
import { branchTo, countPublished, pageOfRoots, toRoots } from './flat-thread.js';
import { summarise } from './summarise.js';

export interface ReadOnlySettings {
  name: string;
  /** All comments of a thread, as a flat list in any order. */
  load(thread: string, options: RequestOptions): Promise<Comment[]>;
  /** The name of a thread; by default the thread's id as it is. */
  threadId?: (thread: string) => string;
  replyAt?: (target: ThreadTarget) => ReplyPlace;
}

/** Maximum number of threads to count at the same time, so as not to overload other people's servers. */
const atOnce = 4;

/**
 * A backend for threads that are loaded as a whole and written elsewhere; sorting, paging and counting are done here.
 * Every thread is closed. Its comments decide whether there are ratings and a sort order by votes.
 */
export const readOnlyBackend = ({ name, load, threadId = (thread) => thread, replyAt }: ReadOnlySettings): Backend => {
  /** Later pages and permalinks of a thread use the comments that were loaded for its first page. */
  const known = new Map<string, Comment[]>();

  const read = async (thread: string, { signal }: RequestOptions): Promise<Comment[]> => {
    signal?.throwIfAborted();
    const roots = toRoots(await load(thread, { signal }));
    known.set(thread, roots);
    return roots;
  };

  const recall = async (thread: string, options: RequestOptions): Promise<Comment[]> => {
    options.signal?.throwIfAborted();
    return known.get(thread) ?? read(thread, options);
  };

  return {
    name,
    threadId,
    ...(replyAt && { replyAt }),

    list: async ({ thread, ...query }, options = {}) => {
      const roots = await (query.cursor ? recall : read)(threadId(thread.id), options);
      const ratings = roots.flatMap(({ status, rating }) => (status === 'published' && rating ? [rating] : []));
      return {
        ...pageOfRoots(roots, query),
        total: countPublished(roots),
        summary: query.cursor ? null : summarise(ratings),
        thread: closedThread(ratings.length > 0, roots.some(hasVotes)),
      };
    },

    submit: async () => {
      throw new StarlingError('closed', `${name} only reads`);
    },

    find: async ({ thread, id }, options = {}) => branchTo(await recall(threadId(thread.id), options), id),

    counts: async ({ threads }, options = {}) => {
      const counts = new Map<string, number>();
      const waiting = [...threads];
      const work = async () => {
        for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
          counts.set(id, await read(threadId(id), options).then(countPublished, noneWhereGone));
      };
      await Promise.all(Array.from({ length: atOnce }, work));
      return Object.fromEntries(counts);
    },
  };
};

const closedThread = (rated: boolean, votes: boolean): Thread =>
  threadSettings({
    closed: true,
    fields: { name: 'hidden', email: 'hidden', url: 'hidden' },
    ratings: rated ? 'optional' : 'off',
    votes,
  });

const hasVotes = ({ votes }: Comment): boolean => votes.up + votes.down > 0;

/** Counts a deleted thread as 0, so that it does not make the counts of all others fail. */
const noneWhereGone = (error: StarlingError): number => {
  if (error.code === 'not-found') return 0;
  throw error;
};
