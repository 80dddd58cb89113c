import { css } from '../../styles/css.js';
import { buttons } from '../../styles/buttons.js';
import { starPolygon } from '../../styles/star-polygon.js';
import { starStyles } from '../../styles/stars.js';
import { tokens } from '../../styles/tokens.js';

export const styles = [
  tokens,
  buttons,
  starStyles,
  css`
    fieldset {
      display: flex;
      align-items: center;
      gap: 0.5em;
      margin: 0;
      padding: 0;
      border: 0;
    }
    [part='label'] {
      padding: 0;
      font-size: 0.875em;
      font-weight: 600;
    }
    .unseen {
      position: absolute;
      clip-path: inset(50%);
    }
    /* The first star stands in line with the text above; its target reaches further. */
    .row {
      --pad: 0.125em;
      display: flex;
      flex-wrap: wrap;
      margin: 0 calc(var(--pad) * -1);
    }
    fieldset .row {
      --pad: 0.25em;
      --least: var(--target, 24px);
    }
    .stars {
      display: flex;
      width: max(var(--least, 0px), var(--star-size) + 2 * var(--pad));
      height: auto;
      aspect-ratio: 1;
    }
    .stars::before,
    .stars::after {
      inset: var(--pad);
      clip-path: ${starPolygon(1, true)};
    }
    .stars::after {
      clip-path: ${starPolygon(1)};
    }
    input {
      flex: 1;
      margin: 0;
      border-radius: var(--radius);
      appearance: none;
      cursor: pointer;
    }
    :focus-visible {
      outline-offset: -2px;
    }
    :disabled {
      opacity: 0.6;
      pointer-events: none;
    }
    /* Halves are targets, too. */
    .row:has(input + input) {
      --least: 48px;
    }
  `,
];
