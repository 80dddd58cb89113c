import { css } from './css.js';
import { states } from './states.js';

/** Buttons: plain text by default, `.primary` for the most important one. */
export const buttons = [
  css`
    button {
      font: inherit;
      min-height: var(--target, 32px);
      padding: 0.25em 0.5em;
      border: 1px solid transparent;
      border-radius: var(--radius);
      background: none;
      color: var(--muted);
      cursor: pointer;
    }
    .primary {
      min-height: 44px;
      padding: 0.5em 1.25em;
      background: var(--accent);
      color: var(--on-accent);
      font-weight: 600;
    }
    .quiet {
      border-color: var(--border);
      color: var(--text);
    }
  `,
  states,
];
