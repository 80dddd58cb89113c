import type { Comment } from '../contract.js';
import type { Write } from './change-comment.js';
import { findComment, refresh, replaceComment } from './change-thread.js';
import type { ThreadStore } from './thread-store.js';

/** Milliseconds in which a deletion can be taken back. */
const patience = 5000;

/** A deletion that is shown, and that the backend is not told of yet. */
export interface Removal {
  /** Shows the comment again; the backend never hears of it. */
  undo(): void;
  /** The tombstone, once the backend has kept it; nothing where it was taken back. Rejects, with the comment shown again. */
  readonly kept: Promise<Comment | undefined>;
}

/**
 * Shows a comment as deleted, and deletes it some seconds later, or as the page is left.
 *
 * @param over called when it can no longer be taken back
 */
export function removeLater(store: ThreadStore, comment: Comment, write: Write, over: () => void): Removal {
  const { id, html, status, rating } = comment;
  const { promise, resolve, reject } = Promise.withResolvers<Comment | undefined>();
  const hide = () => {
    const shown = findComment(store, id);
    if (shown && shown.status !== 'deleted') replaceComment(store, id, { status: 'deleted', html: '', rating: null });
  };
  // Another order or page would bring it back.
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
        // It is gone, whatever becomes of the new numbers.
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
  // Where an adapter loads what writes need only when it does, it could not as the page is left.
  void store.backend!.mine?.(store.target).catch(() => undefined);
  return {
    kept: promise,
    undo() {
      end();
      show();
      resolve(undefined);
    },
  };
}
