import type { Comment, Mine, OwnComment, VoteValue } from '../../contract.js';
import { now } from '../../platform/clock.js';
import { keep, recall } from '../../platform/storage.js';

/** What a browser stores about its own writes at one server. */
interface Kept {
  /** Ids of the comments that it wrote, newest first. */
  own: string[];
  /** The recent ones, with their source text. */
  comments: { thread: string; comment: OwnComment }[];
  votes: Record<string, 1 | -1>;
}

const tenMinutes = 600_000;
const day = 86_400_000;
/** Maximum number of entries, enough for the busiest reader. The oldest are dropped first. */
const most = 300;

/**
 * `mine` for servers that do not know their visitors. It is stored in this browser, under a separate key for each
 * server. A pending comment is shown to its author for one day, because the server never says what happened to it.
 */
export const localMine = (key: string) => {
  const read = (): Kept => ({ own: [], comments: [], votes: {}, ...recall<Partial<Kept>>(key) });
  const change = (apply: (kept: Kept) => Partial<Kept>) => {
    const kept = read();
    const { own, comments, votes } = { ...kept, ...apply(kept) };
    keep(key, {
      own: own.slice(0, most),
      comments: comments.filter(isRecent),
      votes: Object.fromEntries(Object.entries(votes).slice(-most)),
    } satisfies Kept);
  };

  return {
    /** Undefined if this browser has never written there. */
    read: (thread: string): Mine | undefined => {
      if (!recall(key)) return undefined;
      const { comments, votes } = read();
      const mine = comments.filter((each) => each.thread === thread && isRecent(each));
      // The newest is last. The stars of the latest public comment are the ones that count.
      const rated = mine.findLast(({ comment: { rating, status } }) => rating && status === 'published');
      return { comments: mine.map(({ comment }) => comment), votes, rating: rated?.comment.rating ?? null };
    },
    wrote: (id: string): boolean => read().own.includes(id),
    voteOn: (id: string): VoteValue => read().votes[id] ?? 0,
    /** Stores a comment as it was sent or changed. */
    keepComment: (thread: string, comment: Comment, body: string) =>
      change(({ own, comments }) => ({
        own: [comment.id, ...own.filter((id) => id !== comment.id)],
        comments: [...without(comments, comment.id), { thread, comment: { ...comment, body } }],
      })),
    forgetComment: (id: string) => change(({ comments }) => ({ comments: without(comments, id) })),
    keepVote: (id: string, value: VoteValue) =>
      change(({ votes: { [id]: _, ...others } }) => ({ votes: value ? { ...others, [id]: value } : others })),
  };
};

export type LocalMine = ReturnType<typeof localMine>;

const isRecent = ({ comment: { status, createdAt } }: Kept['comments'][number]): boolean =>
  now() - Date.parse(createdAt) < (status === 'pending' ? day : tenMinutes);

const without = (comments: Kept['comments'], id: string) => comments.filter(({ comment }) => comment.id !== id);
