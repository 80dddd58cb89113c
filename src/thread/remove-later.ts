import type { Comment } from '../contract.js';
import type { Write } from './change-comment.js';
import { findComment, refresh, replaceComment } from './change-thread.js';
import type { ThreadStore } from './thread-store.js';

/** Milliseconds in which a deletion can be undone. */
const patience = 5000;

/** A deletion that is shown but has not been sent to the backend yet. */
export interface Removal {
  /** Shows the comment again; nothing is sent to the backend. */
  undo(): void;
  /**
   * Resolves to the tombstone once the backend has deleted the comment, or to undefined if the deletion was undone. If
   * the deletion fails, shows the comment again and rejects.
   */
  readonly kept: Promise<Comment | undefined>;
}

/**
 * Shows a comment as deleted, and deletes it at the backend some seconds later or when the reader leaves the page.
 *
 * @param over called when the deletion can no longer be undone
 */
export function removeLater(store: ThreadStore, comment: Comment, write: Write, over: () => void): Removal {
  const { id, html, status, rating } = comment;
  const { promise, resolve, reject } = Promise.withResolvers<Comment | undefined>();
  const hide = () => {
    const shown = findComment(store, id);
    if (shown && shown.status !== 'deleted') replaceComment(store, id, { status: 'deleted', html: '', rating: null });
  };
  // Loading another sort order or page would show the comment again.
  const release = store.subscribe(hide);
  const show = () => {
    release();
    replaceComment(store, id, { status, html, rating });
  };
  const end = () => {
    clearTimeout(timer);
    removeEventListener('pagehide', leave);
  };
  const send = (keepalive?: boolean) => {
    end();
    over();
    write((options) => store.backend!.remove!({ ...store.target, id }, { ...options, keepalive })).then(
      (removed) => {
        release();
        resolve(removed);
        // The comment is deleted, even if loading the new numbers fails.
        void refresh(store).catch(() => undefined);
      },
      (cause) => {
        show();
        reject(cause);
      },
    );
  };
  const leave = () => send(true);
  const timer = setTimeout(send, patience);
  addEventListener('pagehide', leave);
  hide();
  return {
    kept: promise,
    undo() {
      end();
      show();
      resolve(undefined);
    },
  };
}
