import { html, nothing } from 'lit/html.js';
import { styles } from './comments.styles.js';
import type { StarlingCommentForm } from '../comment-form/comment-form.js';
import { attributeNames } from '../base/thread-attributes.js';
import { parts } from '../base/parts.js';
import { ThreadElement } from '../base/thread-element.js';
import { withAttributes } from '../base/with-attributes.js';

/**
 * Stars and comments for a page: form, summary and list over one backend.
 *
 * @summary The whole: form, rating summary and comments.
 * @slot heading - Stands in place of "Leave a Comment".
 * @slot empty - Stands where there are no comments yet.
 * @slot captcha - Filled by the element itself with the captcha's container.
 * @slot footer - Below everything.
 */
export class StarlingComments extends withAttributes(ThreadElement, attributeNames) {
  static override styles = styles;

  /** Puts the focus into the form. */
  override focus(): void {
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<StarlingCommentForm>('starling-comment-form')!.focus(),
    );
  }

  protected override render(): unknown {
    const { scope } = this;
    // What `renderThread` wrote stays visible until the full thread replaces it at once.
    if (!this.store?.settings && this.querySelector('.starling-thread')) return html`<slot></slot>`;
    return html`<starling-comment-form .scope=${scope} exportparts=${parts}
        >${this.#pass('heading')}<slot name="captcha" slot="captcha"></slot
      ></starling-comment-form>
      <starling-comment-list .scope=${scope} exportparts=${parts}
        ><starling-rating-summary
          slot="summary"
          part="summary"
          .scope=${scope}
          exportparts=${parts}
        ></starling-rating-summary
        >${this.#pass('empty')}<slot name="captcha-reply" slot="captcha-reply"></slot
      ></starling-comment-list>
      <slot name="footer"></slot>`;
  }

  /** Passes a slot's content on to an inner element. An empty slot would replace that element's default content. */
  #pass(name: string): unknown {
    return this.querySelector(`:scope>[slot=${name}]`) ? html`<slot name=${name} slot=${name}></slot>` : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'starling-comments': StarlingComments;
  }
}
