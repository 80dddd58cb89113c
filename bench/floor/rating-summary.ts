import { html, LitElement } from 'lit';
import type { Page } from '../../src/contract.js';
import { styles } from '../../src/elements/rating-summary/rating-summary.styles.js';

const rows = [5, 4, 3, 2, 1] as const;

/** The mean and the histogram. */
export class FloorRatingSummary extends LitElement {
  static override styles = styles;
  static override properties = { answer: { attribute: false } };

  answer!: Page;

  protected override render(): unknown {
    const { average, count, distribution } = this.answer.summary!;
    const mean = average!.toFixed(1).replace(/\.0$/, '');
    return html`<div class="all">
        <div class="mean">
          <b part="average" aria-hidden="true">${mean}</b>
          <span
            class="stars"
            part="stars"
            role="img"
            aria-label="${mean} out of 5 stars"
            .style=${`--value:${average}`}
          ></span
          ><span part="count">${`${count} ratings`}</span>
        </div>
        <div class="rows" role="group" aria-label="Rating">
          ${rows.map((row) => {
            const n = distribution[row];
            return html`<button type="button" part="button" aria-pressed="false" ?disabled=${!n}>
              <span class="unseen"
                >${`${row} ${row === 1 ? 'star' : 'stars'}`}: ${`${n} ${n === 1 ? 'rating' : 'ratings'}`}</span
              >
              <span class="row" aria-hidden="true"
                >${row}<i><i part="bar" .style=${`width:${(n / count) * 100}%`}></i></i>${n}</span
              >
            </button>`;
          })}
        </div>
      </div>
      <div role="status"></div>`;
  }
}
