import { html, nothing, svg } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { css } from '../../../src/styles/css.js';
import { buttons } from '../../../src/styles/buttons.js';
import { tokens } from '../../../src/styles/tokens.js';
import type { Api, Day } from '../client/api.js';
import { Latest } from '../model/latest.js';
import { controls } from '../styles/controls.js';
import { page } from '../styles/page.js';
import { ModerationElement } from './moderation-element.js';

const series = ['published', 'held', 'spam'] as const;
/** The numbers of days to choose from. */
const spans = [14, 30, 90] as const;
/** In units of the drawing. */
const height = 160;
const step = 24;

/** The number of comments per day, as a small chart and as a table. */
export class ModerationStatsView extends ModerationElement {
  static override styles = [
    tokens,
    buttons,
    controls,
    page,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5em 1.5em;
        align-items: center;
        margin-block: 1em;
      }
      .spans {
        display: flex;
        gap: 0.25em;
      }
      [aria-pressed='true'] {
        border-color: var(--accent);
        color: var(--accent);
        font-weight: 600;
      }
      svg {
        display: block;
        width: 100%;
        height: 12em;
        border-block-end: 1px solid var(--hairline);
      }
      .published {
        fill: var(--success);
        background: var(--success);
      }
      .held {
        fill: var(--accent);
        background: var(--accent);
      }
      .spam {
        fill: var(--error);
        background: var(--error);
      }
      .key {
        display: flex;
        align-items: center;
        gap: 0.5em;
      }
      .key i {
        width: 0.875em;
        height: 0.875em;
        border-radius: 0.2em;
        forced-color-adjust: none;
      }
      strong {
        font-size: 1.25em;
        font-variant-numeric: tabular-nums;
      }
      td,
      th {
        font-variant-numeric: tabular-nums;
      }
      @media (forced-colors: active) {
        svg {
          forced-color-adjust: none;
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    sites: { attribute: false },
    days: { attribute: false },
  };

  declare api: Api;
  declare sites: string[];
  declare days?: number;
  readonly #stats = new Latest<Day[]>(this);

  protected override willUpdate(): void {
    const days = this.days ?? spans[1];
    this.#stats.run(`${days}`, async (signal) => (await this.api.stats({ days }, signal)).days);
  }

  protected override render(): unknown {
    const { status, value, error } = this.#stats;
    return html`<div class="page">
      <h1>${this.t('view.stats')}</h1>
      <div class="row">
        <div class="spans" role="group" aria-label=${this.t('statsSpan')}>
          ${spans.map(
            (days) =>
              html`<button
                class="outlined"
                type="button"
                aria-pressed=${days === (this.days ?? spans[1]) ? 'true' : 'false'}
                @click=${() => (this.days = days)}
              >
                ${this.n('statsDays', days)}
              </button>`,
          )}
        </div>
        ${value ? series.map((name) => this.#renderKey(name, value)) : nothing}
      </div>
      ${
        status === 'error'
          ? html`<p class="error" role="alert">${this.failure(error!)}</p>
              <button class="outlined" type="button" @click=${() => void this.#stats.again()}>
                ${this.t('retry')}
              </button>`
          : value
            ? html`${this.#renderChart(value)} ${this.#renderTable(value)}`
            : html`<p class="hint" role="status">${this.t('loading')}</p>`
      }
    </div>`;
  }

  #renderKey(name: (typeof series)[number], days: Day[]): unknown {
    const sum = days.reduce((total, day) => total + day[name], 0);
    return html`<span class="key"
      ><i class=${name}></i>${this.t(`stats.${name}`)} <strong>${this.l10n.number(sum)}</strong></span
    >`;
  }

  /** Hidden from screen readers, because the table contains its numbers. */
  #renderChart(days: Day[]): unknown {
    const most = Math.max(1, ...days.map((day) => day.published + day.held + day.spam));
    return html`<svg viewBox="0 0 ${days.length * step} ${height}" preserveAspectRatio="none" aria-hidden="true">
      ${days.map((day, index) => {
        let y = height;
        return series.map((name) => {
          const part = (day[name] / most) * height;
          y -= part;
          return part > 0
            ? svg`<rect class=${name} x=${index * step + 3} y=${y} width=${step - 6} height=${part}></rect>`
            : nothing;
        });
      })}
    </svg>`;
  }

  #renderTable(days: Day[]): unknown {
    const date = new Intl.DateTimeFormat(this.l10n.lang, { dateStyle: 'medium', timeZone: 'UTC' });
    return html`<details>
      <summary>${this.t('statsTable')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">${this.t('statsDay')}</th>
            ${series.map((name) => html`<th scope="col">${this.t(`stats.${name}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${days.toReversed().map(
            (day) =>
              html`<tr>
                <th scope="row">${date.format(new Date(day.day))}</th>
                ${series.map((name) => html`<td>${this.l10n.number(day[name])}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </details>`;
  }
}
