import { html, nothing } from 'lit/html.js';
import type { Stars } from '../../contract.js';
import { stars } from '../../styles/stars.js';
import { styles } from './rating-summary.styles.js';
import { ThreadElement } from '../base/thread-element.js';
import { withAttributes } from '../base/with-attributes.js';

const rows = [5, 4, 3, 2, 1] as const;

/**
 * What readers gave a thread: the mean, how many they were, and how many gave how many stars. A row shows only the
 * comments with so many stars; where nobody has rated, there is nothing.
 *
 * @summary The ratings of a thread: mean, number and histogram, which filters the comments.
 * @attr {boolean} rate - The reader's own stars stand above, kept at once without a comment, with "Clear".
 * @event starling-rated - With `rate`: the backend kept the reader's stars, or their absence. `.value`
 * @csspart bar - The filled part of a row of the histogram.
 * @csspart average - The mean.
 * @csspart stars - The stars beside it.
 * @csspart count - The number of ratings.
 * @csspart button - Each row of the histogram.
 * @cssproperty --starling-color-star - Of stars and bars.
 * @cssproperty --starling-color-star-empty - Of the outline of empty stars.
 */
export class StarlingRatingSummary extends withAttributes(ThreadElement, ['rating']) {
  static override styles = styles;

  #filter(rating?: Stars): void {
    void this.store!.show(this.store!.sort, rating);
  }

  #showAll(): void {
    // The button disappears, so move the focus first.
    this.renderRoot.querySelector<HTMLElement>('[aria-pressed=true]')!.focus();
    this.#filter();
  }

  protected override render(): unknown {
    const { l10n, store } = this;
    const { summary, settings, rating } = store ?? {};
    if (!summary?.count || settings!.ratings === 'off' || this.scope!.attributes.rating === 'off') return nothing;
    const { average, count, distribution } = summary;
    const mean = Number(average);
    // The text may load late, and a button needs a name from the start.
    const all = rating && l10n.text('all');
    return html`<div class="all">
        <div class="mean">
          <b part="average" aria-hidden="true">${l10n.number(mean)}</b>
          ${stars(mean, l10n.text('average', { n: mean, max: 5 }))}<span part="count"
            >${l10n.count('ratings', count)}</span
          >
        </div>
        <div class="rows" role="group" aria-label=${l10n.text('rating')}>
          ${rows.map((row) => {
            const n = distribution[row];
            const pressed = row === rating;
            return html`<button
              type="button"
              part="button"
              aria-pressed=${pressed}
              ?disabled=${!n && !pressed}
              @click=${() => this.#filter(pressed ? undefined : row)}
            >
              <span class="unseen">${l10n.count('starCount', row)}: ${l10n.count('ratings', n)}</span>
              <span class="row" aria-hidden="true"
                >${l10n.number(row)}<i><i part="bar" .style=${`width:${(n / count) * 100}%`}></i></i
                >${l10n.number(n)}</span
              >
            </button>`;
          })}
        </div>
      </div>
      <div role="status">
        ${
          all
            ? html`${l10n.text('filtered', { n: rating! })}<button class="quiet" part="button" @click=${this.#showAll}>
                  ${all}
                </button>`
            : nothing
        }
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'starling-rating-summary': StarlingRatingSummary;
  }
}
