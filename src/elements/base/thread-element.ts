import type { PropertyDeclarations } from 'lit';
import type { Backend } from '../../backend.js';
import type { Sort } from '../../contract.js';
import { ErrorEvent, LoadedEvent } from '../../state-events.js';
import { normaliseThread } from '../../normalise-thread.js';
import { openThread, type ThreadPlace } from '../../thread/open-thread.js';
import type { Status, ThreadStore } from '../../thread/thread-store.js';
import { StarlingElement } from './starling-element.js';

/** Those that say where the thread is: when one of them changes, it is another thread. */
const placeAttributes = 'server backend backend-url backend-options site thread sort page-size'.split(' ');
const attributes = [
  ...placeAttributes,
  ...'loading rating captcha captcha-key captcha-placement max-depth feedback heading-level images'.split(' '),
];

const propertyOf = (attribute: string): string => attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/**
 * An element that shows a thread: alone by its own attributes, or inside `<starling-comments>` by that one's.
 *
 * All have the same attributes, so that each can stand alone; what does not concern an element it ignores.
 */
export class ThreadElement extends StarlingElement {
  static override properties: PropertyDeclarations = {
    ...StarlingElement.properties,
    ...Object.fromEntries(
      attributes.map((attribute) => [
        propertyOf(attribute),
        { attribute, type: /(size|depth|level)$/.test(attribute) ? Number : String },
      ]),
    ),
    host: { attribute: false },
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
  loading?: string;
  /** Stars with a comment: `off`, `optional` or `required`; the backend's word where it is stricter. */
  rating?: string;
  /** A registered captcha, and after a space its mode: `recaptcha invisible`. The backend's word counts first. */
  captcha?: string;
  /** The captcha's public site key. */
  captchaKey?: string;
  /** `auto`, `slot` or `dialog`: in the form, or over the page. */
  captchaPlacement?: string;
  /** How far replies are indented; deeper ones say whom they answer. */
  maxDepth = 4;
  /** `errors` leaves out what is said of fields that are right. */
  feedback?: string;
  /** Level of the headings, 1 to 6. */
  headingLevel = 2;
  /** `allow` shows images in comments; else they are links. */
  images?: string;
  /** The `<starling-comments>` around, whose thread and attributes count in place of the element's own. */
  host?: ThreadElement;
  #store?: ThreadStore;
  #listening?: ThreadStore;
  #release?: () => void;
  #status?: Status;
  #near?: IntersectionObserver;

  /** The state of the thread, once there is a place to get it from. */
  get store(): ThreadStore | undefined {
    return this.host ? this.host.store : this.#store;
  }

  /** The element whose attributes count. */
  get settings(): ThreadElement {
    return this.host ?? this;
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
    if (!this.isConnected) return;
    if (!this.host && (!this.hasUpdated || placeAttributes.some((name) => changed.has(propertyOf(name))))) this.open();
    this.#listen(this.store);
  }

  /** What can't be drawn is told, by an element of the thread that can; the rest of the page goes on. */
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

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const store = this.#store;
    if (!store || this.host) return;
    // Those inside look at this one's attributes.
    if (changed.size) store.changed();
    const { status } = store;
    if (status === this.#status) return;
    this.#status = status;
    if (status === 'complete') this.dispatchEvent(new LoadedEvent(store.total, store.summary));
    if (status === 'error') this.dispatchEvent(new ErrorEvent(store.error!));
  }

  /** Asks the backend again, for the first page. */
  async reload(): Promise<void> {
    await this.updateComplete;
    await this.store?.load();
  }

  /** Goes to the thread that the attributes name. */
  protected open(): void {
    const before = this.#store;
    this.#status = undefined;
    // An attribute that was taken away is null.
    const [sort, pageSize] = [this.sort || 'newest', this.pageSize || 25];
    const store = (this.#store = openThread(this.place, sort, pageSize));
    // The same thread: it is the order that was changed. Those inside still listen to the one before.
    if (store === before) void store.show(sort, store.rating, pageSize);
    else before?.changed();
  }

  /** Backend and thread, as the attributes name them. */
  protected get place(): ThreadPlace {
    const { server, backend, site, thread } = this;
    const url = server ?? this.backendUrl;
    const canonical = document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href;
    const page = normaliseThread(canonical || location.href);
    return {
      backend: backend ?? (server == null ? '' : 'starling'),
      url: url == null ? undefined : new URL(url || '/', document.baseURI).href.replace(/\/$/, ''),
      options: this.backendOptions,
      site,
      thread: { id: thread || page, url: page, title: [...document.title].slice(0, 300).join('') },
    };
  }

  #listen(store?: ThreadStore): void {
    if (store === this.#listening) return;
    this.#release?.();
    this.#listening = store;
    this.#release = store?.subscribe(() => this.requestUpdate());
    if (!store || this.host || store.status !== 'initial') return;
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
