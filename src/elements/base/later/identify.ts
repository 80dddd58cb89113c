import type { BackendIdentity, TokenSource } from '../../../backend.js';
import { IdentifiedEvent } from '../../../identified-event.js';
import { forgetOwn } from '../../../thread/own-comments.js';
import { takeMine } from '../../../thread/change-thread.js';
import type { ThreadStore } from '../../../thread/thread-store.js';

interface Identified extends HTMLElement {
  sso?: TokenSource;
}

/** The elements that are connected to an identity, each with that identity. */
const asked = new WeakMap<HTMLElement, BackendIdentity>();

/** The stores that are updated when somebody signs in or out. */
const followed = new WeakSet<ThreadStore>();

/**
 * Signs in with the tokens that the page gives an element, and tells the page who is signed in (`starling-identified`).
 */
export async function identify(element: Identified, store: ThreadStore): Promise<void> {
  const identity = await store.backend?.identity?.();
  if (!identity) return;
  if (!followed.has(store)) {
    followed.add(store);
    identity.subscribe(() => void showMine(store, identity));
  }
  // An element may show several threads one after another.
  if (asked.get(element) === identity) return;
  asked.set(element, identity);
  identity.subscribe(() => element.dispatchEvent(new IdentifiedEvent(identity.current ?? null)));
  // A returning visitor may be signed in already.
  if (identity.current) {
    element.dispatchEvent(new IdentifiedEvent(identity.current));
    void showMine(store, identity);
  }
  followTokens(element, identity);
}

/** Shows a person's own comments and votes when they sign in, and removes them when they sign out. */
async function showMine(store: ThreadStore, { current }: BackendIdentity): Promise<void> {
  if (!current) {
    forgetOwn(store);
    return store.load();
  }
  const mine = await store.backend!.mine?.(store.target).catch(() => undefined);
  if (!mine) return;
  takeMine(store, mine);
  store.changed();
}

/**
 * Uses the attribute `sso` and the property of that name, now and whenever they change. It is not a reactive property,
 * because a first view does not need it.
 */
function followTokens(element: Identified, identity: BackendIdentity): void {
  let source: TokenSource | undefined = element.sso ?? element.getAttribute('sso') ?? undefined;
  const use = (next: TokenSource | null | undefined): void => {
    source = next ?? undefined;
    void identity.use(source);
  };
  Object.defineProperty(element, 'sso', { configurable: true, get: () => source, set: use });
  new MutationObserver(() => use(element.getAttribute('sso'))).observe(element, { attributeFilter: ['sso'] });
  if (source) use(source);
}
