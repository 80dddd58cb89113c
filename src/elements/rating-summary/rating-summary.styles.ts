import { css } from '../../styles/css.js';
import { buttons } from '../../styles/buttons.js';
import { starStyles } from '../../styles/stars.js';
import { tokens } from '../../styles/tokens.js';

export const styles = [
  tokens,
  buttons,
  starStyles,
  css`
    .all {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5em calc(var(--space) * 2);
      padding: 1em 1.25em;
      border-radius: var(--radius);
      background: var(--surface);
      font-size: 0.875em;
    }
    /* Room for the reader's own stars, which come later. */
    :host([rate]) {
      padding-block-start: 5.5em;
    }
    /* In the middle where it has a line of its own; else it takes next to nothing of what is left. */
    .mean {
      display: grid;
      flex: 1 auto;
      justify-items: center;
      color: var(--muted);
    }
    b {
      font-size: 2.9em;
      line-height: 1;
      color: var(--text);
    }
    .stars {
      font-size: 1.25em;
      margin: 0.25em 0;
    }
    .rows {
      display: grid;
      flex: 99 14em;
    }
    [aria-pressed] {
      min-height: var(--target, 28px);
      padding-block: 0;
    }
    .unseen {
      position: absolute;
      clip-path: inset(50%);
    }
    .row {
      display: grid;
      grid-template-columns: 1em 1fr minmax(2ch, auto);
      align-items: center;
      gap: 0.5em;
      text-align: end;
    }
    i {
      display: block;
      height: 0.5em;
      border-radius: 1em;
      background: var(--hairline);
    }
    [part='bar'] {
      background: var(--star);
    }
  `,
];
