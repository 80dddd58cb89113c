import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { LiveThread } from '../../../thread/live-thread.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import type { ThreadScope } from '../thread-scope.js';
import type { ListHost } from '../../comment-list/list-host.js';
import { findInShadows } from './find-in-shadows.js';

/** The outermost element that shows a thread. */
export interface LiveHost extends HTMLElement, ReactiveControllerHost {
  readonly scope?: ThreadScope;
  readonly renderRoot: ParentNode;
}

/** Milliseconds after which a hidden page closes its connection. */
const awake = 10_000;

/** One stream of live updates, shared by all elements that show a thread. */
class Following {
  readonly thread: LiveThread;
  readonly #store: ThreadStore;
  readonly #hosts = new Set<LiveHost>();
  #stop?: Promise<(() => void) | undefined>;
  #sleep?: ReturnType<typeof setTimeout>;
  /** The version of the page at first, later that of the last update. */
  #known?: number;

  constructor(store: ThreadStore) {
    this.#store = store;
    this.thread = new LiveThread(store);
    this.#known = store.version;
  }

  async readAnew(): Promise<void> {
    await this.thread.take({ kind: 'reset' });
    this.#known = this.#store.version;
  }

  join(host: LiveHost): void {
    this.#hosts.add(host);
    if (this.#hosts.size > 1) return;
    document.addEventListener('visibilitychange', this.#look);
    // Browsers do not keep a page with an open connection in the back/forward cache.
    addEventListener('pagehide', this.#end);
    addEventListener('pageshow', this.#look);
    this.#look();
  }

  leave(host: LiveHost): void {
    if (!this.#hosts.delete(host) || this.#hosts.size) return;
    document.removeEventListener('visibilitychange', this.#look);
    removeEventListener('pagehide', this.#end);
    removeEventListener('pageshow', this.#look);
    this.#end();
  }

  readonly #look = (): void => {
    clearTimeout(this.#sleep);
    // A subscription without a connection goes on while the page is hidden.
    if (document.hidden && this.#store.settings?.live) this.#sleep = setTimeout(this.#end, awake);
    else this.#stop ??= this.#begin();
  };

  readonly #end = (): void => {
    clearTimeout(this.#sleep);
    void this.#stop?.then((stop) => stop?.());
    this.#stop = undefined;
  };

  /** Live updates are an extra, so a failure is ignored: the thread stays as it was loaded. */
  async #begin(): Promise<(() => void) | undefined> {
    const store = this.#store;
    let last = Promise.resolve();
    const { backend } = store;
    try {
      if (!store.settings?.live) return backend?.subscribe?.(store.target, () => void store.load());
      return await backend?.follow?.(store.target, this.#known, (news) => {
        this.#known = news.version ?? this.#known;
        // Updates are applied in order, even if one of them has to load code to render it.
        last = last.then(() => this.thread.take(news)).catch(() => {});
      });
    } catch {
      return undefined;
    }
  }
}

const followings = new WeakMap<ThreadStore, Following>();

const followingOf = (store: ThreadStore): Following => {
  let following = followings.get(store);
  if (!following) followings.set(store, (following = new Following(store)));
  return following;
};

/** Follows an element's thread while the element is on the page, and announces new comments in its lists. */
class Follower implements ReactiveController {
  readonly #host: LiveHost;
  readonly #lists = new WeakSet<Element>();
  #following?: Following;
  #observer = new MutationObserver(() => this.hostUpdated());

  constructor(host: LiveHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host, { attributeFilter: ['live'] });
    this.hostUpdated();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#follow();
  }

  hostUpdated(): void {
    const host = this.#host;
    const store = host.scope?.store;
    const tells = store?.settings?.live ? !savesData() : store?.settings && store.backend?.subscribe;
    const isLive = host.isConnected && host.getAttribute('live') !== 'off' && tells;
    this.#follow(isLive ? followingOf(store!) : undefined);
    if (this.#news?.waiting.length) this.#findLists();
  }

  /** The live state of the thread that is shown, even if this element does not follow it. */
  get #news(): LiveThread | undefined {
    const store = this.#host.scope?.store;
    return store && followings.get(store)?.thread;
  }

  #follow(following?: Following): void {
    if (following === this.#following) return;
    this.#following?.leave(this.#host);
    this.#following = following;
    following?.join(this.#host);
  }

  #findLists(): void {
    const { renderRoot } = this.#host;
    for (const list of [this.#host, ...findInShadows(renderRoot, 'starling-comment-list')]) {
      if (!('linkedId' in list) || this.#lists.has(list)) continue;
      this.#lists.add(list);
      // The code that announces new comments is loaded when the first one arrives.
      import('../../comment-list/later/new-comments.js').then(
        ({ NewComments }) => new NewComments(list as ListHost & ReactiveControllerHost, () => this.#news).hostUpdated(),
        () => this.#lists.delete(list),
      );
    }
  }
}

const followers = new WeakSet<LiveHost>();

/** Shows live updates in an element's thread. Opens no stream if the reader's browser is set to save data. */
export function followLive(host: LiveHost): void {
  if (followers.has(host)) return;
  followers.add(host);
  new Follower(host);
}

/**
 * Loads the first page of a thread again. Comments that are shown are updated in place or removed; a button announces
 * new ones.
 */
export async function readAnew(host: LiveHost, store: ThreadStore): Promise<void> {
  const following = followingOf(store);
  await following.readAnew();
  if (following.thread.waiting.length) followLive(host);
}

const savesData = (): boolean => !!(navigator as { connection?: { saveData?: boolean } }).connection?.saveData;
