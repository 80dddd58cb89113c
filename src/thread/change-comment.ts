import type { CommentChange, WriteOptions } from '../backend.js';
import type { Comment } from '../contract.js';
import { refresh, replaceComment } from './change-thread.js';
import { rememberOwn } from './own-comments.js';
import type { ThreadStore } from './thread-store.js';

/** Runs a write. The implementation may ask the reader for a captcha and run the write again. */
export type Write = <T>(call: (options: WriteOptions) => Promise<T>) => Promise<T>;

/** Changes the text and, if `rating` is given, the stars; null removes the stars. */
export async function editComment(
  store: ThreadStore,
  id: string,
  change: CommentChange & { body: string },
  write: Write,
): Promise<Comment> {
  const edited = await write((options) => store.backend!.edit!({ ...store.target, id }, change, options));
  rememberOwn(id, change.body);
  const { html, editedAt, status, rating } = edited;
  replaceComment(store, id, { html, editedAt, status, rating });
  // The edit is saved, even if loading the new average fails.
  if (change.rating !== undefined) void refresh(store).catch(() => undefined);
  return edited;
}

export const reportComment = (store: ThreadStore, id: string, reason: string, write: Write): Promise<void> =>
  write((options) => store.backend!.report!({ ...store.target, id }, reason || undefined, options));
