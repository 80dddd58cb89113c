import type { ReactiveControllerHost } from 'lit';
import type { Locale } from '../../i18n/locale.js';
import type { ThreadAttributes } from '../base/thread-attributes.js';

/** The count element, as seen by the code that is loaded later. */
export interface CountHost extends HTMLElement, ThreadAttributes, ReactiveControllerHost {
  count?: number;
  readonly l10n: Locale;
  readonly renderRoot: ParentNode;
}
