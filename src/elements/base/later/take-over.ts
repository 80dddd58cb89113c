import type { Page } from '../../../contract.js';
import { takePage } from '../../../thread/take-page.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import type { LiveHost } from './follow-live.js';
import { keepPlace } from './keep-place.js';

/**
 * Shows a thread by what `renderThread` wrote into the element: its words stay in sight until the whole takes their
 * place, in one frame. Where they are not to be used, the backend is asked as ever.
 *
 * They are as old as the page. So the first page is asked for once more as soon as the reader comes to the thread: who
 * never does costs no request, and who does sees what is new, and a form by the rules of today.
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

/** By parts that a page without such words needs as well, later: taking over waits for none of them. */
const refreshOnceReached = async (element: LiveHost, store: ThreadStore): Promise<void> => {
  const { whenReached } = await import('./when-reached.js');
  whenReached(element, () => {
    import('./follow-live.js').then(({ readAnew }) => readAnew(element, store)).catch(() => {});
  });
};

/** Whether the thread is shown by what was written. */
async function take(element: LiveHost, written: HTMLElement, store: ThreadStore): Promise<boolean> {
  const warn = (why: string): false => {
    console.warn(`Starling: <${element.localName}> asks its backend, as what renderThread wrote into it ${why}.`);
    return false;
  };
  const script = written.querySelector<HTMLElement>('script[type="application/json"]');
  if (!script) return warn('has no script with its JSON any more');
  const { thread, name = thread, sort = 'newest' } = script.dataset;
  // Where there is no backend, whoever asks it is told.
  const backend = await store.ready().catch(() => undefined);
  const named = thread && (backend?.threadId?.(thread) ?? (await inFull(name!)));
  const { id } = store.target.thread;
  if (named && named !== id) {
    // Words about another page are not to be read here, not even for a moment.
    written.remove();
    element.requestUpdate();
    return warn(`is of the thread "${named}", and this one is "${id}"`);
  }
  // By a choice of another day the reader has another order.
  if (sort !== store.sort) return false;
  try {
    return await takePage(store, JSON.parse(script.textContent) as Page);
  } catch {
    return warn('has JSON that is not the page of a thread');
  }
}

/** Whoever wrote a path knew no page that it belongs to. */
const inFull = async (name: string): Promise<string> =>
  name.startsWith('/') ? (await import('../../../normalise-thread.js')).nameThread(name) : name;
