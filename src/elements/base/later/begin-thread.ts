import type { ThreadStore } from '../../../thread/thread-store.js';
import type { LiveHost } from './follow-live.js';
import { takeOver } from './take-over.js';
import { whenNear } from './when-near.js';

/**
 * Starts a thread that is not loaded at once. If `renderThread` wrote the thread into an element that shows it, that
 * content is used, whichever of the elements came first. Otherwise a lazy thread is loaded when the reader comes near.
 */
export function begin(element: LiveHost & { readonly loading?: string }, store: ThreadStore): void {
  for (const written of document.querySelectorAll<HTMLElement>('.starling-thread')) {
    const host = written.closest<LiveHost>('starling-comments');
    if (host?.scope?.store === store) return void takeOver(host, store, written);
  }
  if (element.loading !== 'lazy' || location.hash.startsWith('#comment-')) return void store.load();
  store.status = 'initial';
  whenNear(element, () => element.scope?.store === store && store.status === 'initial' && void store.load());
}
