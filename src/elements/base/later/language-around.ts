import type { ReactiveControllerHost } from 'lit';
import type { Locale } from '../../../i18n/locale.js';

export interface Drawn extends HTMLElement, ReactiveControllerHost {
  readonly l10n: Locale;
  readonly renderRoot: ParentNode;
}

const baseOf = (tag: string): string => tag.split('-')[0]!.toLowerCase();

/** Whether two tags name different languages. Where nothing is known of what is around, nothing is foreign. */
export const isForeign = (lang: string, around = lang): boolean => baseOf(lang) !== baseOf(around);

/** The nearest `lang` around an element, across shadow roots. */
export function langAround(element: Element): string | undefined {
  const found = element.closest<HTMLElement>('[lang]')?.lang;
  const root = element.getRootNode();
  return found || (root instanceof ShadowRoot ? langAround(root.host) : undefined);
}
