import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { findInShadows } from './find-in-shadows.js';
import { exactDate } from '../../../i18n/exact-date.js';

interface Drawn extends ReactiveControllerHost {
  readonly renderRoot: ParentNode;
}

/** How many comments to update at a time. Not all at once, because the reader may be scrolling. */
const atOnce = 25;

/**
 * Adds the exact dates to comments, so that screen readers find them without a pointer or a key. The first view does
 * not wait for them.
 */
export class DateDrawer implements ReactiveController {
  readonly #element: Drawn;
  readonly #drawn = new WeakSet<Element>();
  #isWaiting = false;

  constructor(element: Drawn) {
    this.#element = element;
    element.addController(this);
  }

  hostUpdated(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    setTimeout(this.#draw, 1000);
  }

  readonly #draw = (): void => {
    const all = findInShadows(this.#element.renderRoot, 'starling-comment').filter((each) => !this.#drawn.has(each));
    for (const comment of all.slice(0, atOnce)) {
      this.#drawn.add(comment);
      Object.assign(comment, { exactDate });
    }
    this.#isWaiting = all.length > atOnce;
    if (this.#isWaiting) setTimeout(this.#draw, 50);
  };
}
