import type { Backend, BackendSettings } from '../backend.js';
import type { Sort, ThreadReference } from '../contract.js';
import { StarlingError } from '../errors.js';
import { nameThreadLazily } from '../name-thread-lazily.js';
import { recall } from '../platform/storage.js';
import { backendLoader } from '../register.js';
import { ThreadStore } from './thread-store.js';

/** Identifies a thread: its backend, and the thread at that backend. */
export interface ThreadSource extends Omit<BackendSettings, 'options'> {
  /** A registered name, or a backend itself. */
  backend: string | Backend;
  /** The backend's own settings, as JSON. */
  options?: string;
  /** Named by the page, until `nameSource` has asked the backend for the name. */
  thread: ThreadReference;
}

/** A backend in use, and those of its threads that are shown. */
interface OpenBackend {
  /** Resolves to the backend once it has loaded. After a failure, a call tries again. */
  backend: () => Promise<Backend>;
  threads: Map<string, ThreadStore>;
}

const open = new Map<unknown, OpenBackend>();

/** Waits for the backend to load and gives the thread the name that it has there. Never rejects. */
export async function nameSource(source: ThreadSource): Promise<void> {
  const { thread } = source;
  try {
    const backend = await openBackend(source).backend();
    if (location.search && thread.id === location.href.replace(/#.*/, '')) {
      const { withoutTracking } = await import('../normalise-thread.js');
      thread.id = thread.url = withoutTracking(thread.id);
    }
    thread.id = backend.threadId?.(thread.id) ?? (await nameThreadLazily(thread.id));
  } catch {
    // The error is reported when the thread is requested from the backend.
  }
}

/** How a thread is first shown. */
export interface FirstPage {
  sort: Sort;
  pageSize: number;
  prepare: ThreadStore['prepare'];
}

/**
 * The store of a thread: one for all elements of the page that name the same backend, site and thread. Callers that
 * need no comments omit `page`.
 */
export function openThread(source: ThreadSource, page?: FirstPage): ThreadStore {
  const { site, thread } = source;
  const { backend, threads } = openBackend(source);
  const key = `${site} ${thread.id}`;
  const store: ThreadStore =
    threads.get(key) ??
    new ThreadStore({
      backend,
      target: { site, thread },
      // Single-page sites open and drop threads, so a store is deleted together with its last listener.
      onUse: (used) => (used ? threads.set(key, store) : threads.delete(key)),
    });
  threads.set(key, store);
  if (page && store.status === 'initial') {
    store.sort = recall('starling:sort') ?? page.sort;
    store.pageSize = page.pageSize;
    store.prepare = page.prepare;
  }
  return store;
}

/** A backend by name and settings, created once, or the backend object that the page gave. */
export function openBackend({ backend, url, site, options }: ThreadSource): OpenBackend {
  const key = typeof backend === 'string' ? JSON.stringify([backend, url, site, options]) : backend;
  let found = open.get(key);
  if (!found) {
    const make = async () => {
      if (typeof backend !== 'string') return backend;
      const loader = await backendLoader(backend);
      if (!loader) throw new StarlingError('misconfigured', `no backend is registered as "${backend}"`);
      return (await loader())({ url, site, options: parseOptions(options) });
    };
    let made: Promise<Backend> | undefined;
    found = {
      backend: () =>
        (made ??= make().catch((cause) => {
          made = undefined;
          throw cause;
        })),
      threads: new Map(),
    };
    open.set(key, found);
  }
  return found;
}

function parseOptions(json = '{}'): Record<string, unknown> {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new StarlingError('misconfigured', 'backend-options is not JSON', { cause });
  }
}
