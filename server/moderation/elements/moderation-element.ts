import { StarlingElement } from '../../../src/elements/base/starling-element.js';
import type { StarlingError } from '../../../src/errors.js';
import type { PluralKey, TextKey } from '../texts/text-table.js';
import { textsOf, type Values } from '../texts/texts.js';

/** What all elements of this page share: the widget's tokens, and the page's own texts. */
export class ModerationElement extends StarlingElement {
  protected t(key: TextKey, values?: Values): string {
    return textsOf(this.l10n).text(key, values);
  }

  /** The text of a plural for `n`. */
  protected n(key: PluralKey, n: number, values?: Values): string {
    return textsOf(this.l10n).count(key, n, values);
  }

  /** A count from the server, which stops counting at a thousand. */
  protected most(count: number): string {
    return count < 1000 ? this.l10n.number(count) : this.t('countMost', { n: count });
  }

  /** The text for a key that the server sent; the key itself if there is none. */
  protected named(prefix: string, key: string, values?: Values): string {
    return textsOf(this.l10n).maybe(`${prefix}.${key}`, values) ?? key;
  }

  /** The text for an error, by its code. */
  protected failure({ code, retryAfter = 60 }: StarlingError): string {
    const texts = textsOf(this.l10n);
    return texts.maybe(`error.${code}`, { n: retryAfter }) ?? texts.text('error.server');
  }

  /** Dispatches an event to the elements above. */
  protected emit<T>(type: string, detail?: T): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}
