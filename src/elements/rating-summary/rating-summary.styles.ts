import { css } from 'lit';
import { buttons } from '../../styles/buttons.js';
import { starStyles } from '../../styles/stars.js';
import { tokens } from '../../styles/tokens.js';

export const styles = [
  tokens,
  buttons,
  starStyles,
  css`
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      column-gap: calc(var(--space) * 2);
      font-variant-numeric: tabular-nums;
    }
    /* Room for the reader's own stars, which come later. */
    :host([rate]) {
      padding-block-start: 5.5em;
    }
    .mean {
      display: grid;
      justify-items: center;
      color: var(--muted);
    }
    b {
      font-size: 3em;
      line-height: 1;
      color: var(--text);
    }
    .stars {
      font-size: 1.25em;
      margin: 0.25em 0;
    }
    .rows {
      display: grid;
      flex: 1 1 14em;
      max-width: 26em;
      margin: 0.5em 0;
    }
    [aria-pressed] {
      min-height: 28px;
      padding-block: 0;
    }
    .unseen {
      position: absolute;
      clip-path: inset(50%);
    }
    .row {
      display: grid;
      grid-template-columns: 1em 1fr minmax(2em, auto);
      align-items: center;
      gap: 0.5em;
      text-align: end;
    }
    [aria-pressed='true'] {
      background: var(--surface);
      color: var(--text);
      font-weight: 600;
    }
    :disabled {
      pointer-events: none;
    }
    i {
      display: block;
      height: 0.5em;
      border-radius: 1em;
      background: var(--hairline);
      outline: 1px solid transparent;
    }
    [part='bar'] {
      background: var(--star);
      forced-color-adjust: none;
    }
    [role='status'] {
      flex-basis: 100%;
    }
    .quiet {
      margin: 0.5em;
    }
  `,
];
