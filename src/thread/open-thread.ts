import type { Backend, BackendSettings } from '../backend.js';
import type { Sort, ThreadReference } from '../contract.js';
import { StarlingError } from '../errors.js';
import { backendLoader } from '../register.js';
import { ThreadStore } from './thread-store.js';

/** Where a thread is: at which backend, and which one there. */
export interface ThreadPlace extends Omit<BackendSettings, 'options'> {
  /** A registered name, or a backend itself. */
  backend: string | Backend;
  /** The backend's own settings, as JSON. */
  options?: string;
  thread: ThreadReference;
}

const backends = new Map<string, Promise<Backend>>();
const threads = new Map<string, ThreadStore>();
const objectKeys = new WeakMap<Backend, string>();
let objects = 0;

/** The store of a thread: one for all elements of the page that name the same backend, site and thread. */
export function openThread(place: ThreadPlace, sort: Sort, pageSize: number): ThreadStore {
  const { site, thread } = place;
  const backend = openBackend(place);
  const key = JSON.stringify([backend.key, site, thread.id]);
  let store = threads.get(key);
  if (!store) {
    // Single-page sites open and drop threads; what nobody shows is forgotten with its last listener.
    const onClose = () => threads.delete(key);
    store = new ThreadStore({ backend: backend.promise, site, thread, sort, pageSize, onClose });
    threads.set(key, store);
  }
  return store;
}

/** A backend by name and settings, made once; or the object that the page gave. */
export function openBackend({ backend, url, site, options }: ThreadPlace): {
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
