import { html, nothing } from 'lit/html.js';
import { ErrorEvent } from '../../state-events.js';
import { toStarlingError } from '../../errors.js';
import { StarlingElement } from '../base/starling-element.js';
import { sourceAttributes } from '../base/thread-attributes.js';
import { withAttributes } from '../base/with-attributes.js';
import type { CountHost } from './count-host.js';
import type { CountWatch } from './later/count-watch.js';

/**
 * How many comments a thread has; all of a page ask together. Empty while that is not known.
 *
 * @summary The number of comments of a thread, for lists of articles.
 */
export class StarlingCommentCount extends withAttributes(StarlingElement, sourceAttributes) implements CountHost {
  // The count is a word in the page's own text, so it has none of the design tokens of the other elements.
  static override styles = [];

  /** Published comments and replies, once known. */
  count?: number;
  #watch?: Promise<CountWatch>;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  /** Asks the backend again. */
  async reload(): Promise<void> {
    await (await this.#load())?.ask(true);
  }

  async #load(): Promise<CountWatch | undefined> {
    try {
      return await (this.#watch ??= import('./later/count-watch.js').then(({ CountWatch }) => new CountWatch(this)));
    } catch (cause) {
      // The next attempt loads the chunk again.
      this.#watch = undefined;
      this.dispatchEvent(new ErrorEvent(toStarlingError(cause)));
      return undefined;
    }
  }

  protected override render(): unknown {
    return this.count === undefined ? nothing : html`<span>${this.l10n.count('comments', this.count)}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'starling-comment-count': StarlingCommentCount;
  }
}
