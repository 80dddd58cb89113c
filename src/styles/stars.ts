import { html, type TemplateResult } from 'lit/html.js';
import { css } from './css.js';
import { starPolygon } from './star-polygon.js';

/**
 * `.stars`, filled up to `--value`. It shows by shape, not by colour alone: the outline of all stars, and over it the
 * filled ones.
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

/** A fraction of five stars, read out as its label. The style is set as a property: an attribute would break a strict CSP. */
export const stars = (value: number, label: string): TemplateResult =>
  html`<span class="stars" part="stars" role="img" aria-label=${label} .style=${`--value:${value}`}></span>`;
