import { nothing } from 'lit';
import { ErrorEvent } from '../../state-events.js';
import { toStarlingError } from '../../thread/to-starling-error.js';
import { StarlingElement } from '../base/starling-element.js';
import { sourceAttributes } from '../base/thread-attributes.js';
import { threadSource } from '../base/thread-source.js';
import { withAttributes } from '../base/with-attributes.js';

/**
 * How many comments a thread has; all of a page ask together. Empty while that is not known.
 *
 * @summary The number of comments of a thread, for lists of articles.
 */
export class StarlingCommentCount extends withAttributes(StarlingElement, sourceAttributes) {
  // A word in the page's own text: none of the tokens of the others.
  static override styles = [];

  /** Published comments and replies, once known. */
  count?: number;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    // A number needs no open thread.
    if (!this.hasUpdated || sourceAttributes.some((name) => changed.has(name))) void this.reload();
  }

  /** Asks the backend again. */
  async reload(): Promise<void> {
    try {
      const { countComments } = await import('../../thread/count-comments.js');
      this.count = await countComments(threadSource(this));
      this.requestUpdate();
    } catch (cause) {
      this.dispatchEvent(new ErrorEvent(toStarlingError(cause)));
    }
  }

  protected override render(): unknown {
    return this.count === undefined ? nothing : this.l10n.count('comments', this.count);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'starling-comment-count': StarlingCommentCount;
  }
}
