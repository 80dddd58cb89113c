import { css } from '../../../src/styles/css.js';
import { buttons } from '../../../src/styles/buttons.js';
import { tokens } from '../../../src/styles/tokens.js';
import { controls } from '../styles/controls.js';

export const styles = [
  tokens,
  buttons,
  controls,
  css`
    .skip:not(:focus) {
      position: absolute;
      clip-path: inset(50%);
    }
    .skip {
      position: fixed;
      z-index: 9;
      inset: 0.5em auto auto 0.5em;
      padding: 0.5em 1em;
      background: var(--background);
    }
    :host {
      position: sticky;
      inset-block-start: 0;
      height: 100dvh;
    }
    .side {
      display: flex;
      flex-direction: column;
      height: 100%;
      overflow-y: auto;
      padding: 1em 0.75em;
      border-inline-end: 1px solid var(--hairline);
      background: var(--surface);
    }
    .brand {
      display: flex;
      align-items: center;
      gap: 0.625em;
      margin: 0 0.5em 1.25em;
      font-weight: 700;
    }
    .brand svg {
      width: 1.75em;
      height: 1.75em;
      color: var(--accent);
    }
    nav {
      flex: 1;
    }
    nav h2 {
      margin: 1.25em 0.75em 0.25em;
      color: var(--muted);
      font-size: 0.8125em;
      font-weight: 400;
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    nav a {
      display: flex;
      justify-content: space-between;
      align-items: center;
      gap: 0.5em;
      min-height: 2.25em;
      padding: 0.25em 0.75em;
      border-radius: var(--radius);
      color: var(--text);
      text-decoration: none;
    }
    nav a:hover {
      background: color-mix(in srgb, var(--border) 14%, transparent);
    }
    nav a[aria-current] {
      background: color-mix(in srgb, var(--accent) 12%, transparent);
      color: var(--accent);
      font-weight: 600;
    }
    .count {
      font-size: 0.875em;
      font-variant-numeric: tabular-nums;
    }
    .count.some {
      padding: 0 0.5em;
      border-radius: 1em;
      background: var(--accent);
      color: var(--on-accent);
      font-weight: 600;
    }
    .foot {
      display: flex;
      align-items: center;
      gap: 0.25em;
      margin-block-start: 1em;
    }
    .foot .who {
      flex: 1;
      overflow: hidden;
      color: var(--text);
      text-align: match-parent;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .menu {
      display: none;
    }
    @media (max-width: 48rem) {
      :host {
        z-index: 4;
        height: var(--bar-height);
      }
      .side {
        flex-direction: row;
        align-items: center;
        gap: 0.25em;
        padding: 0 0.5em;
        overflow: visible;
        border-block-end: 1px solid var(--hairline);
      }
      .brand {
        order: 1;
        margin-block: 0;
        margin-inline: 0.25em auto;
      }
      .menu {
        display: block;
        min-width: 44px;
      }
      .foot {
        order: 2;
        margin: 0;
      }
      .foot .who {
        max-width: 9em;
      }
      .help {
        display: none;
      }
      nav {
        position: absolute;
        inset: 100% 0 auto;
        max-height: calc(100dvh - var(--bar-height));
        overflow-y: auto;
        padding: 0.5em 0.75em 1em;
        border-block-end: 1px solid var(--hairline);
        background: var(--surface);
        box-shadow: 0 1em 2em color-mix(in srgb, black 18%, transparent);
      }
      nav:not(.open) {
        display: none;
      }
      nav a {
        min-height: 44px;
      }
    }
    @media (forced-colors: active) {
      nav a[aria-current] {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
    }
  `,
];
