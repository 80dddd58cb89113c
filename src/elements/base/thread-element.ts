import type { PropertyDeclarations } from 'lit';
import { ErrorEvent, LoadedEvent } from '../../state-events.js';
import { openThread } from '../../thread/open-thread.js';
import type { Status, ThreadStore } from '../../thread/thread-store.js';
import { StarlingElement } from './starling-element.js';
import { effectiveAttributes, sourceAttributes, threadAttributes } from './thread-attributes.js';
import type { ThreadScope } from './thread-scope.js';
import { threadSource } from './thread-source.js';
import { withAttributes } from './with-attributes.js';

/** An element that shows a thread: alone by its own attributes, or inside another by the scope that it is given. */
export class ThreadElement extends withAttributes(StarlingElement, [
  ...sourceAttributes,
  'sort',
  'pageSize',
  'loading',
]) {
  static override properties: PropertyDeclarations = {
    scope: { attribute: false },
  };

  /** @internal The thread and the attributes that count. Given by `<starling-comments>`; alone an element makes it. */
  scope?: ThreadScope;
  /** The scope that it made itself. */
  #own?: ThreadScope;
  #listening?: ThreadStore;
  #release?: () => void;
  #status?: Status;
  #near?: IntersectionObserver;

  /** The state of the thread; undefined until the element is on the page. */
  get store(): ThreadStore | undefined {
    return this.scope?.store;
  }

  override get language(): string {
    return this.scope?.attributes.locale || super.language;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#near?.disconnect();
    this.#listen();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const isOwn = this.scope === this.#own;
    if (isOwn && (!this.store || [...changed.keys()].some((name) => name in threadAttributes)))
      this.#makeScope(changed);
    if (this.isConnected) this.#listen(this.store);
  }

  /** A render error puts the store into its error state; the other elements keep rendering. */
  protected override performUpdate(): void {
    try {
      super.performUpdate();
    } catch (cause) {
      const { store } = this;
      if (!store?.settings) throw cause;
      store.settings = undefined;
      store.summary = null;
      store.fail(cause);
    }
  }

  protected override updated(_changed: Map<PropertyKey, unknown>): void {
    // What is missing is told once, by a chunk that a complete page never loads.
    if (this.renderRoot.querySelector(':not(:defined)')) {
      void import('./warn-undefined.js').then(({ warnUndefined }) => warnUndefined(this.renderRoot));
    }
    const { store } = this;
    if (!store || this.scope !== this.#own || store.status === this.#status) return;
    this.#status = store.status;
    if (store.status === 'complete') this.dispatchEvent(new LoadedEvent(store.total, store.summary));
    if (store.status === 'error') this.dispatchEvent(new ErrorEvent(store.error!));
  }

  /** Asks the backend again, for the first page. */
  async reload(): Promise<void> {
    await this.updateComplete;
    await this.store?.load();
  }

  #makeScope(changed: Map<PropertyKey, unknown>): void {
    const attributes = effectiveAttributes(this);
    const { sort, pageSize } = attributes;
    const before = this.store;
    let store = before;
    if (this.isConnected && (!before || sourceAttributes.some((name) => changed.has(name)))) {
      store = openThread(threadSource(attributes), sort, pageSize);
    }
    if (store !== before) this.#status = undefined;
    else if (changed.has('sort') || changed.has('pageSize')) void store?.show(sort, store.rating, pageSize);
    this.scope = this.#own = { store, attributes };
  }

  #listen(store?: ThreadStore): void {
    if (store === this.#listening) return;
    this.#release?.();
    this.#listening = store;
    this.#release = store?.subscribe(() => this.requestUpdate());
    if (!store || this.scope !== this.#own || store.status !== 'initial') return;
    const load = () => store.status === 'initial' && store.load();
    // A permalink is a wish to be there.
    if (this.loading !== 'lazy' || location.hash.startsWith('#comment-')) return void load();
    this.#near = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void load();
      },
      { rootMargin: '600px' },
    );
    this.#near.observe(this);
  }
}
