import { html, LitElement } from 'lit';
import type { Page } from '../../src/contract.js';
import { parts } from '../../src/elements/base/parts.js';
import { styles as formStyles } from '../../src/elements/comment-form/comment-form.styles.js';
import { styles } from '../../src/elements/comments/comments.styles.js';
import { styles as ratingStyles } from '../../src/elements/rating/rating.styles.js';

declare global {
  /** What the widget has drawn of the parts that show nothing of the comments, by the element's name, as HTML. */
  var drawnFrames: Record<string, string>;
}

/** A template without a single value in it: there is nothing to do but to clone it. */
const fixed = (name: string) =>
  html(Object.assign([globalThis.drawnFrames[name]!], { raw: [globalThis.drawnFrames[name]!] }));

export class FloorRating extends LitElement {
  static override styles = ratingStyles;

  protected override render(): unknown {
    return fixed('starling-rating');
  }
}

export class FloorCommentForm extends LitElement {
  static override styles = formStyles;

  protected override render(): unknown {
    return fixed('starling-comment-form');
  }
}

/** The whole: form, summary, list. */
export class FloorComments extends LitElement {
  static override styles = styles;
  static override properties = { answer: { attribute: false } };

  answer!: Page;

  protected override render(): unknown {
    const { answer } = this;
    return html`<starling-comment-form exportparts=${parts}
        ><slot name="captcha" slot="captcha"></slot
      ></starling-comment-form>
      <starling-comment-list .answer=${answer} exportparts=${parts}
        ><starling-rating-summary
          slot="summary"
          part="summary"
          .answer=${answer}
          exportparts=${parts}
        ></starling-rating-summary
        ><slot name="captcha-reply" slot="captcha-reply"></slot
      ></starling-comment-list>
      <slot name="footer"></slot>`;
  }
}
