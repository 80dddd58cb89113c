import type { Stars } from '../contract.js';
import type { Write } from './change-comment.js';
import type { ThreadStore } from './thread-store.js';

/** Saves the reader's stars for the thread, without a comment; null removes them. Returns what the backend saved. */
export async function rateThread(store: ThreadStore, value: Stars | null, write: Write): Promise<Stars | null> {
  const { summary, mine } = await write((options) => store.backend!.rate!(store.target, value, options));
  store.summary = summary;
  store.mine = { ...store.mine, rating: mine };
  store.changed();
  return mine;
}
