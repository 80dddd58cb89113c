import { css } from '../../../src/styles/css.js';
import { buttons } from '../../../src/styles/buttons.js';
import { tokens } from '../../../src/styles/tokens.js';
import { controls } from '../styles/controls.js';

export const styles = [
  tokens,
  buttons,
  controls,
  css`
    .shell {
      display: grid;
      grid-template-columns: 13.5em minmax(0, 1fr);
      min-height: 100dvh;
    }
    .door {
      display: grid;
      place-items: center;
      min-height: 100dvh;
      padding: 1em;
      background: var(--surface);
    }
    .door moderation-sign-in,
    .door .failed {
      width: min(26em, 100%);
      padding: 2em;
      border: 1px solid var(--hairline);
      border-radius: calc(var(--radius) * 2);
      background: var(--background);
      box-shadow: 0 0.5em 2.5em color-mix(in srgb, black 8%, transparent);
    }
    main:focus {
      outline: none;
    }
    @media (max-width: 48rem) {
      .shell {
        --bar-height: 3.25rem;
        display: block;
      }
    }
  `,
];
