import type { ReactiveControllerHost } from 'lit';
import type { Locale } from '../../i18n/locale.js';
import type { ThreadAttributes } from '../base/thread-attributes.js';

/** The count, as the part of it that is loaded later knows it. */
export interface CountHost extends HTMLElement, ThreadAttributes, ReactiveControllerHost {
  count?: number;
  readonly l10n: Locale;
  readonly renderRoot: ParentNode;
}
