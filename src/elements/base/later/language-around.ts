import type { ReactiveControllerHost } from 'lit';
import type { Locale } from '../../../i18n/locale.js';

export interface Drawn extends HTMLElement, ReactiveControllerHost {
  readonly l10n: Locale;
  readonly renderRoot: ParentNode;
}

export const baseOf = (tag: string): string => tag.split('-')[0]!.toLowerCase();

/** Whether an element renders in another language than the page around it. */
export const isForeign = (element: Drawn): boolean => {
  const { lang } = element.l10n;
  return baseOf(lang) !== baseOf(langAround(element) ?? lang);
};

/** The nearest `lang` around an element, across shadow roots. */
export function langAround(element: Element): string | undefined {
  const found = element.closest<HTMLElement>('[lang]')?.lang;
  const root = element.getRootNode();
  return found || (root instanceof ShadowRoot ? langAround(root.host) : undefined);
}
