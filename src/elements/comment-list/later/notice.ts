import type { ReactiveController } from 'lit';
import { html, type TemplateResult } from 'lit/html.js';
import type { ListHost, Notice } from '../list-host.js';

/** How long a notice stays, in milliseconds. */
const stay = 8000;

const keepers = new WeakMap<ListHost, NoticeKeeper>();

/** The button that closes the notice, outside the live region. The first call also starts the list's `NoticeKeeper`. */
export function renderClose(list: ListHost): TemplateResult {
  const keeper = keepers.get(list) ?? new NoticeKeeper(list);
  keepers.set(list, keeper);
  return html`<button
    type="button"
    class="close"
    part="button"
    aria-label=${list.l10n.text('close')}
    @click=${keeper.close}
  ></button>`;
}

/**
 * Handles a notice while it is shown. The notice disappears after some seconds, unless it is hovered or has the focus,
 * and it moves away so that it does not cover the focused element.
 */
class NoticeKeeper implements ReactiveController {
  readonly #list: ListHost;
  #shown?: Notice;
  #timer?: ReturnType<typeof setTimeout>;
  #listening?: AbortController;
  /** The last element outside the notice that had the focus. */
  #before?: HTMLElement;

  constructor(list: ListHost) {
    this.#list = list;
    list.addController(this);
  }

  hostUpdated(): void {
    const { notice } = this.#list;
    if (notice === this.#shown) return;
    const wasShown = this.#shown;
    this.#shown = notice;
    clearTimeout(this.#timer);
    if (notice) this.#timer = setTimeout(this.#leave, stay);
    if (!notice || !wasShown) this.#listen(!!notice);
    this.#stepAside();
  }

  hostDisconnected(): void {
    this.#shown = undefined;
    clearTimeout(this.#timer);
    this.#listen(false);
  }

  get #box(): HTMLElement {
    return this.#list.renderRoot.querySelector<HTMLElement>('.notice')!;
  }

  /** Closes the notice, and moves the focus back to where it was. */
  readonly close = (): void => {
    this.#before?.focus({ preventScroll: true });
    this.#list.notice = undefined;
  };

  /** Removes the notice, but not while the pointer is over it or the focus is in it. */
  readonly #leave = (): void => {
    if (this.#box.matches(':hover, :focus-within')) this.#timer = setTimeout(this.#leave, stay / 4);
    else this.#list.notice = undefined;
  };

  #listen(isShown: boolean): void {
    this.#listening?.abort();
    if (!isShown) return;
    const { signal } = (this.#listening = new AbortController());
    const options = { signal, passive: true, capture: true };
    // A focus change inside a shadow tree fires no event outside, but the keys and pointers that cause it do.
    for (const type of ['focusin', 'keyup', 'pointerup', 'scroll', 'resize'])
      addEventListener(type, this.#stepAside, options);
    this.#list.renderRoot.addEventListener('focusin', this.#stepAside, options);
  }

  readonly #stepAside = (): void => {
    const box = this.#box;
    const focused = deepFocus();
    box.style.translate = '';
    if (!focused || !this.#shown || box.contains(focused)) return;
    this.#before = focused as HTMLElement;
    const { top, bottom } = focused.getBoundingClientRect();
    // The box itself has no height, so measure its content.
    const place = box.firstElementChild!.getBoundingClientRect();
    const gap = 8;
    if (bottom < place.top - gap || top > place.bottom + gap) return;
    // Move above the focused element, or below it if there is no room above.
    const up = place.bottom + gap - top;
    box.style.translate = `0 ${place.top - up > 0 ? -up : bottom + gap - place.top}px`;
  };
}

/** The focused element, in any shadow tree. */
function deepFocus(): Element | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused === document.body ? null : focused;
}
