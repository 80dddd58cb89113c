import type { ReactiveController } from 'lit';
import { html, type TemplateResult } from 'lit/html.js';
import type { ListHost, Notice } from '../list-host.js';

/** How long a notice stays, in milliseconds. */
const stay = 8000;

const keepers = new WeakMap<ListHost, NoticeKeeper>();

/** The button that takes the notice away, outside of what is read out; from the first one on, notices are looked after. */
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
 * What a notice does while it is shown: it goes after some seconds, unless somebody is at it, and stands above whatever
 * has the focus.
 */
class NoticeKeeper implements ReactiveController {
  readonly #list: ListHost;
  #shown?: Notice;
  #timer?: ReturnType<typeof setTimeout>;
  #listening?: AbortController;
  /** What had the focus last but the notice itself. */
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

  /** Whoever closes it goes back to where they were. */
  readonly close = (): void => {
    this.#before?.focus({ preventScroll: true });
    this.#list.notice = undefined;
  };

  /** Not from under the pointer, and not from whoever went there by keyboard. */
  readonly #leave = (): void => {
    if (this.#box.matches(':hover, :focus-within')) this.#timer = setTimeout(this.#leave, stay / 4);
    else this.#list.notice = undefined;
  };

  #listen(isShown: boolean): void {
    this.#listening?.abort();
    if (!isShown) return;
    const { signal } = (this.#listening = new AbortController());
    const options = { signal, passive: true, capture: true };
    // Focus that moves inside a shadow tree is not heard of outside; keys and pointers that move it are.
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
    // The box itself takes no room.
    const place = box.firstElementChild!.getBoundingClientRect();
    const gap = 8;
    if (bottom < place.top - gap || top > place.bottom + gap) return;
    // Above it; below where there is no room above.
    const up = place.bottom + gap - top;
    box.style.translate = `0 ${place.top - up > 0 ? -up : bottom + gap - place.top}px`;
  };
}

/** What has the focus, in whatever shadow tree. */
function deepFocus(): Element | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused === document.body ? null : focused;
}
