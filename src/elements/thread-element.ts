import type { PropertyDeclarations } from 'lit';
import type { Backend } from '../backend.js';
import type { Sort } from '../contract.js';
import { ErrorEvent, LoadedEvent } from '../events.js';
import { normaliseThread } from '../normalise-thread.js';
import { openThread } from '../thread/open-thread.js';
import type { Status, ThreadStore } from '../thread/thread-store.js';
import { StarlingElement } from './starling-element.js';

/**
 * An element that shows a thread: alone by its own attributes, or inside `<starling-comments>` by the store
 * that it is given.
 */
export class ThreadElement extends StarlingElement {
  static override properties: PropertyDeclarations = {
    ...StarlingElement.properties,
    server: {},
    backend: {},
    backendUrl: { attribute: 'backend-url' },
    backendOptions: { attribute: 'backend-options' },
    site: {},
    thread: {},
    sort: {},
    pageSize: { attribute: 'page-size', type: Number },
    loading: {},
    store: { attribute: false },
  };

  /** Address of a Starling server; the same as `backend="starling"` with `backend-url`. */
  server?: string;
  /** Name of a registered backend, or (as a property) a backend itself. */
  backend?: string | Backend;
  /** Address for the backend. */
  backendUrl?: string;
  /** The backend's own settings, as JSON. */
  backendOptions?: string;
  /** The site's id on a server that keeps several. */
  site?: string;
  /** The thread's id; by default the page's canonical address, see `normaliseThread`. */
  thread?: string;
  /** Order of the first page: newest, oldest, helpful, highest or lowest. */
  sort: Sort = 'newest';
  /** Comments a page, 1 to 100, replies not counted. */
  pageSize = 25;
  /** `lazy` asks the backend for nothing until the reader comes near. */
  loading = '';
  store?: ThreadStore;
  #own?: ThreadStore;
  #release?: () => void;
  #listening?: ThreadStore;
  #status?: Status;
  #near?: IntersectionObserver;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#near?.disconnect();
    this.#listen(undefined);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (!this.isConnected) return;
    if (!this.store || (this.store === this.#own && places.some((name) => changed.has(name)))) this.#open();
    this.#listen(this.store);
  }

  protected override updated(_changed: Map<PropertyKey, unknown>): void {
    const { store } = this;
    if (!store || store !== this.#own || store.status === this.#status) return;
    this.#status = store.status;
    if (store.status === 'complete') this.dispatchEvent(new LoadedEvent(store.total, store.summary));
    if (store.status === 'error') this.dispatchEvent(new ErrorEvent(store.error!));
  }

  /** Asks the backend again, for the first page. */
  async reload(): Promise<void> {
    await this.updateComplete;
    await this.store?.load();
  }

  #listen(store: ThreadStore | undefined): void {
    if (store === this.#listening) return;
    this.#release?.();
    this.#listening = store;
    this.#release = store?.subscribe(() => this.requestUpdate());
    if (store && store === this.#own && store.status === 'initial') this.#loadWhenNear(store);
  }

  #open(): void {
    const { server, site, sort, pageSize } = this;
    const url = server ?? this.backendUrl;
    const canonical = document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href;
    this.#status = undefined;
    this.store = this.#own = openThread({
      backend: this.backend ?? (server === undefined ? '' : 'starling'),
      url: url === undefined ? url : new URL(url, document.baseURI).href.replace(/\/$/, ''),
      options: this.backendOptions,
      site,
      thread: {
        id: this.thread || normaliseThread(canonical || location.href),
        url: normaliseThread(canonical || location.href),
        title: document.title.slice(0, 300),
      },
      sort,
      pageSize,
    });
  }

  #loadWhenNear(store: ThreadStore): void {
    // A permalink is a wish to be there.
    if (this.loading !== 'lazy' || location.hash.startsWith('#comment-')) return void store.load();
    this.#near = new IntersectionObserver(
      ([entry]) => {
        if (!entry!.isIntersecting) return;
        this.#near!.disconnect();
        void store.load();
      },
      { rootMargin: '600px' },
    );
    this.#near.observe(this);
  }
}

const places = ['server', 'backend', 'backendUrl', 'backendOptions', 'site', 'thread', 'sort', 'pageSize'];
