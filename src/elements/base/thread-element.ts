import type { Changed, PropertyDeclarations } from './reactive-element.js';
import type { TokenSource } from '../../backend.js';
import { prepare } from '../../rich-text/rich-text.js';
import { ErrorEvent, LoadedEvent } from '../../state-events.js';
import { nameSource, openThread, type ThreadSource } from '../../thread/open-thread.js';
import type { Status, ThreadStore } from '../../thread/thread-store.js';
import { StarlingElement } from './starling-element.js';
import { effectiveAttributes, sourceAttributes } from './thread-attributes.js';
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

  /** The page's own identity token, or what gives one. Read once the first view is there: see later/identify.ts. */
  declare sso?: TokenSource;
  /** @internal The thread and the attributes that count. Given by `<starling-comments>`; alone an element makes it. */
  scope?: ThreadScope;
  /** The scope that the element made itself. */
  #own?: ThreadScope;
  /** The thread named by attributes and page. Reset when the element is removed from the page. */
  #source?: ThreadSource;
  #opening?: Promise<void>;
  #listening?: ThreadStore;
  #release?: () => void;
  #status?: Status;

  /** The state of the thread; undefined until the element is on the page, and the backend has named the thread. */
  get store(): ThreadStore | undefined {
    return this.scope?.store;
  }

  override get language(): string {
    return this.scope?.attributes.locale || super.language;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // The element may be inserted into another page.
    this.#source = undefined;
    this.#listen();
  }

  protected override willUpdate(changed: Changed): void {
    if (this.scope === this.#own && (!this.#source || changed.size)) this.#makeScope(changed);
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

  protected override updated(_changed: Changed): void {
    const { store } = this;
    if (!store || this.scope !== this.#own || store.status === this.#status) return;
    this.#status = store.status;
    if (store.status === 'complete') this.dispatchEvent(new LoadedEvent(store.total, store.summary));
    if (store.status === 'error') this.dispatchEvent(new ErrorEvent(store.error!));
  }

  /** Asks the backend again, for the first page. */
  async reload(): Promise<void> {
    await this.updateComplete;
    await this.#opening;
    await this.store?.load();
  }

  #makeScope(changed: Changed): void {
    const { store } = this;
    const attributes = effectiveAttributes(this);
    if (this.isConnected && (!this.#source || sourceAttributes.some((name) => changed.has(name)))) {
      this.#opening = this.#open();
    } else if (changed.has('sort') || changed.has('pageSize')) {
      void store?.show(attributes.sort, store.rating, attributes.pageSize);
    }
    this.scope = this.#own = { store, attributes };
  }

  async #open(): Promise<void> {
    const source = (this.#source = threadSource(this));
    const said = source.thread.id;
    await nameSource(source);
    // A newer call has replaced this one.
    if (source !== this.#source) return;
    // Runs once the first view has been shown for a while. A part that failed to load is tried again, less and less
    // often.
    const later = (wait: number, wasCalm?: boolean): unknown =>
      setTimeout(() => {
        const isCalm = this.store?.status !== 'pending';
        if (source !== this.#source) return;
        if (!isCalm && wasCalm === false)
          void import('./later/skeleton.js').then(
            ({ showSkeleton }) => showSkeleton(this),
            () => {},
          );
        if (!wasCalm || !isCalm) return later(wait, isCalm);
        import('./later/after-view.js').then(({ afterView }) => afterView(this, said)).catch(() => later(wait * 4));
      }, wait);
    later(300);
    const attributes = effectiveAttributes(this);
    const store = openThread(source, { ...attributes, prepare });
    if (store !== this.store) this.#status = undefined;
    this.scope = this.#own = { store, attributes };
  }

  #listen(store?: ThreadStore): void {
    if (store === this.#listening) return;
    this.#release?.();
    this.#listening = store;
    this.#release = store?.subscribe(() => this.requestUpdate());
    if (!store || this.scope !== this.#own || store.status !== 'initial') return;
    // If `renderThread` wrote content into an element, every element that shows that thread uses it without a request.
    if (document.querySelector('.starling-thread')) store.status = 'pending';
    // A permalink loads the thread even if it is lazy, because the reader wants to see the comment.
    else if (this.loading !== 'lazy' || location.hash.startsWith('#comment-')) return void store.load();
    void import('./later/begin-thread.js').then(
      ({ begin }) => begin(this, store),
      () => store.load(),
    );
  }
}
