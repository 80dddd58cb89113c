import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { directionOf } from '../../../i18n/direction.js';
import type { Locale } from '../../../i18n/locale.js';
import { findInShadows } from './find-in-shadows.js';

export interface Drawn extends HTMLElement, ReactiveControllerHost {
  readonly l10n: Locale;
  readonly renderRoot: ParentNode;
}

export const baseOf = (tag: string): string => tag.split('-')[0]!.toLowerCase();

/**
 * Keeps `lang` and `dir` on what an element draws in another language than the page around it. Not on the element, which
 * is the page's, nor on slots, and what readers wrote is taken to be in the page's language.
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
    const isForeign = baseOf(lang) !== baseOf(around ?? lang);
    const dir = directionOf(lang);
    const turns = isForeign && getComputedStyle(element).direction !== dir;
    for (const child of element.renderRoot.children) {
      if (child.matches('slot, style')) continue;
      if (mark(child, 'lang', isForeign && lang)) (child as Partial<Drawn>).requestUpdate?.();
      mark(child, 'dir', turns && dir);
    }
    // Comments may be drawn after this.
    setTimeout(() => {
      for (const body of findInShadows(element.renderRoot, '.body[part]')) mark(body, 'lang', isForeign && around!);
    });
  }
}

/** Sets an attribute, or takes it away; whether it was another. */
export function mark(element: Element, name: string, value: string | false): boolean {
  if (value === (element.getAttribute(name) ?? false)) return false;
  if (value === false) element.removeAttribute(name);
  else element.setAttribute(name, value);
  return true;
}

/** The language of what is around an element, across shadow roots. */
export function langAround(element: Element): string | undefined {
  const found = element.closest<HTMLElement>('[lang]')?.lang;
  const root = element.getRootNode();
  return found || (root instanceof ShadowRoot ? langAround(root.host) : undefined);
}
