import { css } from '../../../src/styles/css.js';
import { buttons } from '../../../src/styles/buttons.js';
import { tokens } from '../../../src/styles/tokens.js';
import { controls } from '../styles/controls.js';

export const styles = [
  tokens,
  buttons,
  controls,
  css`
    ol {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .foot,
    .empty {
      display: grid;
      justify-items: center;
      gap: 0.75em;
      padding: 2em 1.25em 4em;
      color: var(--muted);
      text-align: center;
    }
    .empty {
      padding-block: 18vh;
    }
    .empty strong {
      color: var(--text);
      font-size: 1.125em;
    }
    .empty p {
      margin: 0;
    }
    .empty svg {
      width: 3.5em;
      height: 3.5em;
      color: var(--success);
    }
    .skeleton {
      height: 8em;
      margin: 1em 1.25em;
      border-radius: var(--radius);
      background: var(--surface);
    }
  `,
];
