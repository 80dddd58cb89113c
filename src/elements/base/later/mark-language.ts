import type { ReactiveController } from 'lit';
import { directionOf } from '../../../i18n/direction.js';
import { findInShadows } from './find-in-shadows.js';
import { type Drawn, isForeign, langAround } from './language-around.js';

/**
 * Sets `lang` and `dir` on the content of an element that renders in another language than the page around it. Not on
 * the element itself, which belongs to the page, and not on slots. Text by readers is taken to be in the page's
 * language.
 */
export class LanguageMark implements ReactiveController {
  readonly #element: Drawn;

  constructor(element: Drawn) {
    this.#element = element;
    element.addController(this);
  }

  hostUpdated(): void {
    const element = this.#element;
    const { lang } = element.l10n;
    const around = langAround(element);
    const foreign = isForeign(lang, around);
    const dir = directionOf(lang);
    const turns = foreign && getComputedStyle(element).direction !== dir;
    for (const child of element.renderRoot.children) {
      if (child.matches('slot, style')) continue;
      if (mark(child, 'lang', foreign && lang)) (child as Partial<Drawn>).requestUpdate?.();
      mark(child, 'dir', turns && dir);
    }
    // Comments may be rendered after this, so wait for a task.
    setTimeout(() => {
      for (const body of findInShadows(element.renderRoot, '.body[part]')) mark(body, 'lang', foreign && around!);
    });
  }
}

/** Sets an attribute, or removes it if the value is false. Returns whether that changed anything. */
export function mark(element: Element, name: string, value: string | false): boolean {
  if (value === (element.getAttribute(name) ?? false)) return false;
  if (value === false) element.removeAttribute(name);
  else element.setAttribute(name, value);
  return true;
}
