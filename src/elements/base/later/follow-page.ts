import { pageThread } from '../page-thread.js';

/** An element that shows the page's own thread, unless its attribute `thread` names one. */
export interface Follower {
  readonly isConnected: boolean;
  readonly thread?: string;
  requestUpdate(name?: string, before?: unknown): void;
}

/** The elements, each with the page's name for its thread at the last check. */
const followers = new Map<Follower, string>();
let timer: ReturnType<typeof setTimeout>;

/**
 * Tells an element that its thread has changed when the page names another one than `said`, as long as the element is
 * on the page.
 *
 * Routers change the address by `history.pushState`, for which not all browsers fire an event, and the canonical link
 * some time later. Checking twice a second finds both, without patching the page's history or observing its head.
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
// Firefox before 147 and Safari before 26.2 do not have `navigation`.
(globalThis as { navigation?: EventTarget }).navigation?.addEventListener('navigatesuccess', look);
document.addEventListener('visibilitychange', look);
