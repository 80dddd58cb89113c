import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Comment, Page } from '../../src/contract.js';
import { parts } from '../../src/elements/base/parts.js';
import { styles } from '../../src/elements/comment-list/comment-list.styles.js';

/** `floor.js?plain` leaves out that comments out of sight cost no layout: the floor as it was before the widget had it. */
const isPlain = new URL(import.meta.url).searchParams.has('plain');
const drawnAll = css`
  li:nth-child(n) starling-comment {
    content-visibility: visible;
  }
`;

/** The list, with its head. */
export class FloorCommentList extends LitElement {
  static override styles = isPlain ? [...styles, drawnAll] : styles;
  static override properties = { answer: { attribute: false } };

  answer!: Page;

  protected override render(): unknown {
    const { comments, total } = this.answer;
    return html`<slot name="summary"></slot>
      <div class="head">
        <div class="heading" part="heading" role="heading" aria-level="2">
          ${`${total.toLocaleString('en')} comments`}
        </div>
        <label part="label"
          >Sort by<select part="input">
            <option value="newest" selected>Newest</option>
            <option value="oldest">Oldest</option>
            <option value="helpful">Most helpful</option>
            <option value="highest">Highest rating</option>
            <option value="lowest">Lowest rating</option>
          </select></label
        >
      </div>
      <ol aria-busy="false">
        ${comments.map(renderBranch)}
      </ol>
      <div class="notice"><div class="note" role="status" part="notice"></div></div>`;
  }
}

const renderBranch = (root: Comment): TemplateResult | TemplateResult[] =>
  root.replies?.length
    ? [renderRow(root, 0), ...root.replies.map((reply) => renderRow(reply, reply.parent === root.id ? 1 : 2))]
    : renderRow(root, 0);

const renderRow = (comment: Comment, level: number): TemplateResult =>
  html`<li
    id="comment-${comment.id}"
    tabindex="-1"
    aria-level=${level + 1}
    part=${level ? 'reply' : nothing}
    class=${level ? 'reply' : nothing}
    .style=${`--level:${level}`}
  >
    <starling-comment .comment=${comment} exportparts=${parts}></starling-comment>
  </li>`;
