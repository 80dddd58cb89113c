import { css } from '../../../src/styles/css.js';
import { buttons } from '../../../src/styles/buttons.js';
import { tokens } from '../../../src/styles/tokens.js';
import { controls } from '../styles/controls.js';

export const styles = [
  tokens,
  buttons,
  controls,
  css`
    .columns {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(20em, 26em);
      min-height: 100dvh;
    }
    .list {
      border-inline-end: 1px solid var(--hairline);
    }
    .spam-tools {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 1em;
      padding-block: 0.5em;
      padding-inline: 1.25em;
      border-block-end: 1px solid var(--hairline);
      color: var(--muted);
      font-size: 0.9375em;
    }
    .detail {
      position: sticky;
      inset-block-start: var(--bar-height, 0px);
      height: calc(100dvh - var(--bar-height, 0px));
      overflow-y: auto;
      overscroll-behavior: contain;
      background: var(--surface);
    }
    .back {
      display: none;
    }
    /* One at a time: the list, or what was opened. */
    @media (max-width: 62rem) {
      .columns {
        display: block;
        min-height: 0;
      }
      .list {
        border: 0;
      }
      .detail {
        display: none;
      }
      .columns.opened .list {
        display: none;
      }
      .columns.opened .detail {
        position: static;
        display: block;
        height: auto;
        min-height: calc(100dvh - var(--bar-height, 0px));
        overflow: visible;
      }
      .back {
        display: block;
        padding: 0.5em;
      }
    }
  `,
];
