import { html, type TemplateResult } from 'lit/html.js';
import { css } from './css.js';
import { starPolygon } from './star-polygon.js';

/**
 * `.stars`, filled up to `--value`. The value shows by shape, not by colour alone: all stars are outlined, and filled
 * stars are drawn over the outlines.
 */
export const starStyles = css`
  .stars {
    position: relative;
    display: inline-block;
    width: 5em;
    height: 1em;
    flex: none;
  }
  .stars::before,
  .stars::after {
    content: '';
    position: absolute;
    inset: 0;
    background: var(--star-empty);
    clip-path: ${starPolygon(5, true)};
    pointer-events: none;
    forced-color-adjust: none;
  }
  .stars::after {
    background: linear-gradient(90deg, var(--star) calc(var(--value) * 20%), transparent 0);
    clip-path: ${starPolygon(5)};
  }
  .stars:dir(rtl)::after {
    transform: scaleX(-1);
  }
`;

/**
 * A number of filled stars, 0 to 5 with fractions; screen readers read the label. The style is set as a property
 * because a strict CSP forbids the attribute.
 */
export const stars = (value: number, label: string): TemplateResult =>
  html`<span class="stars" part="stars" role="img" aria-label=${label} .style=${`--value:${value}`}></span>`;
