import type { Backend, BackendSettings } from '../backend.js';
import type { Sort, ThreadReference } from '../contract.js';
import { StarlingError } from '../errors.js';
import { backendLoader } from '../register.js';
import { ThreadStore } from './thread-store.js';

export interface ThreadSettings extends Omit<BackendSettings, 'options'> {
  /** JSON. */
  options?: string;
  /** A registered name, or a backend itself. */
  backend: string | Backend;
  thread: ThreadReference;
  sort: Sort;
  pageSize: number;
}

const backends = new Map<string, Promise<Backend>>();
const threads = new Map<string, ThreadStore>();
const objectKeys = new WeakMap<Backend, string>();
let objects = 0;

/** The store of a thread: one for all elements of the page that name the same backend, site and thread. */
export function openThread(settings: ThreadSettings): ThreadStore {
  const { site, thread, sort, pageSize } = settings;
  const backend = openBackend(settings);
  const key = JSON.stringify([backend.key, site, thread.id]);
  let store = threads.get(key);
  if (!store) {
    store = new ThreadStore({ backend: backend.promise, site, thread, sort, pageSize });
    threads.set(key, store);
    // Elements open and drop threads in single-page sites; what nobody shows is forgotten with its last listener.
    store.onClose = () => threads.delete(key);
  }
  return store;
}

/** A backend by name and settings, made once; or the object that the page gave. */
export function openBackend({ backend, url, site, options }: Omit<ThreadSettings, 'thread' | 'sort' | 'pageSize'>): {
  key: string;
  promise: Promise<Backend>;
} {
  if (typeof backend !== 'string') {
    let key = objectKeys.get(backend);
    if (!key) objectKeys.set(backend, (key = `#${objects++}`));
    return { key, promise: Promise.resolve(backend) };
  }
  const key = JSON.stringify([backend, url, site, options]);
  let promise = backends.get(key);
  if (!promise) {
    const loader = backendLoader(backend);
    promise = loader
      ? loader().then((create) => create({ url, site, options: parseOptions(options) }))
      : Promise.reject(new StarlingError('misconfigured', `no backend is registered as "${backend}"`));
    backends.set(key, promise);
    // A chunk that did not arrive is asked for again at the next try.
    promise.catch(() => backends.delete(key));
  }
  return { key, promise };
}

function parseOptions(json = '{}'): Record<string, unknown> {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new StarlingError('misconfigured', 'backend-options is not JSON', { cause });
  }
}
