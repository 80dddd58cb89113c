import type { Comment, Votes, VoteValue } from '../contract.js';
import type { Write } from './change-comment.js';
import { replaceComment } from './change-thread.js';
import type { ThreadStore } from './thread-store.js';

/** Votes: shows the vote at once, and reverts it if the backend does not save it. The same vote again undoes it. */
export async function vote(store: ThreadStore, comment: Comment, wanted: 1 | -1, write: Write): Promise<VoteValue> {
  const { id } = comment;
  const before = store.mine.votes[id] ?? 0;
  const value: VoteValue = before === wanted ? 0 : wanted;
  const show = (votes: Votes, mine: VoteValue) => {
    const { [id]: _, ...others } = store.mine.votes;
    store.mine = { ...store.mine, votes: mine ? { ...others, [id]: mine } : others };
    replaceComment(store, id, { votes });
  };
  const { up, down } = comment.votes;
  const guess = {
    up: up + Number(value === 1) - Number(before === 1),
    down: down + Number(value === -1) - Number(before === -1),
  };
  show(guess, value);
  try {
    const kept = await write((options) => store.backend!.vote!({ ...store.target, id }, value, options));
    const { up, down } = kept.votes;
    show({ up, down }, kept.mine);
    return kept.mine;
  } catch (cause) {
    show({ up, down }, before);
    throw cause;
  }
}
