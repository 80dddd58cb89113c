import { pageThread } from '../page-thread.js';

/** An element that shows the page's own thread, unless it has the attribute. */
export interface Follower {
  readonly isConnected: boolean;
  readonly thread?: string;
  requestUpdate(name?: string, before?: unknown): void;
}

/** Elements, and what the page said as they last looked. */
const followers = new Map<Follower, string>();
let timer: ReturnType<typeof setTimeout>;

/**
 * Tells an element that its thread has changed when the page says another one than `said`, while it is on the page.
 *
 * Routers change the address by `history.pushState`, of which not all browsers tell, and the canonical link some time
 * later: looking twice a second finds both, and leaves the page's history and head alone.
 */
export function follow(element: Follower, said: string): void {
  followers.set(element, said);
  look();
}

function look(): void {
  clearTimeout(timer);
  if (document.hidden) return;
  const now = pageThread();
  for (const [element, said] of followers) {
    if (!element.isConnected) followers.delete(element);
    else if (said !== now) {
      followers.set(element, now);
      if (!element.thread) element.requestUpdate('thread', said);
    }
  }
  if (followers.size) timer = setTimeout(look, 500);
}

addEventListener('popstate', look);
// Firefox before 147 and Safari before 26.2 have no `navigation`.
(globalThis as { navigation?: EventTarget }).navigation?.addEventListener('navigatesuccess', look);
document.addEventListener('visibilitychange', look);
