import type { Page } from '../../../contract.js';
import { takePage } from '../../../thread/take-page.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import type { LiveHost } from './follow-live.js';
import { keepPlace } from './keep-place.js';

/**
 * Shows a thread from what `renderThread` wrote into the element. The written content stays visible until the full
 * thread replaces it in one frame. If it can't be used, the backend is asked as usual.
 *
 * The written content is as old as the page. So the first page is loaded again as soon as the reader comes to the
 * thread. Readers who never do cost no request; the others see what is new, and a form with the current settings.
 */
export async function takeOver(element: LiveHost, store: ThreadStore, written: HTMLElement): Promise<void> {
  if (await take(element, written, store)) {
    const keep = keepPlace(element, written);
    written.remove();
    store.changed();
    keep();
    return refreshOnceReached(element, store);
  }
  if (element.scope?.store === store && store.status === 'pending') await store.load();
  written.remove();
  element.requestUpdate();
}

/** Uses parts that are loaded later on every page anyway; taking over waits for none of them. */
const refreshOnceReached = async (element: LiveHost, store: ThreadStore): Promise<void> => {
  const { whenReached } = await import('./when-reached.js');
  whenReached(element, () => {
    import('./follow-live.js').then(({ readAnew }) => readAnew(element, store)).catch(() => {});
  });
};

/** Uses the written content for the thread. Returns whether the thread now shows it. */
async function take(element: LiveHost, written: HTMLElement, store: ThreadStore): Promise<boolean> {
  const warn = (why: string): false => {
    console.warn(`Starling: <${element.localName}> asks its backend, as what renderThread wrote into it ${why}.`);
    return false;
  };
  const script = written.querySelector<HTMLElement>('script[type="application/json"]');
  if (!script) return warn('has no script with its JSON any more');
  const { thread, name = thread, sort = 'newest' } = script.dataset;
  // If the backend can't be loaded, the error is reported when the thread is loaded from it.
  const backend = await store.ready().catch(() => undefined);
  const named = thread && (backend?.threadId?.(thread) ?? (await inFull(name!)));
  const { id } = store.target.thread;
  if (named && named !== id) {
    // Comments on another page must not be shown here, not even for a moment.
    written.remove();
    element.requestUpdate();
    return warn(`is of the thread "${named}", and this one is "${id}"`);
  }
  // The reader chose another sort order on an earlier visit.
  if (sort !== store.sort) return false;
  try {
    return await takePage(store, JSON.parse(script.textContent) as Page);
  } catch {
    return warn('has JSON that is not the page of a thread');
  }
}

/** Completes a path to a full address, because the server that wrote the path did not know the page's address. */
const inFull = async (name: string): Promise<string> =>
  name.startsWith('/') ? (await import('../../../normalise-thread.js')).nameThread(name) : name;
