import { css } from '../../../src/styles/css.js';
import { buttons } from '../../../src/styles/buttons.js';
import { fields } from '../../../src/styles/fields.js';
import { tokens } from '../../../src/styles/tokens.js';
import { controls } from '../styles/controls.js';

export const styles = [
  tokens,
  buttons,
  fields,
  controls,
  css`
    .actions {
      position: sticky;
      z-index: 1;
      inset-block-start: 0;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5em;
      padding: 0.75em 1.25em;
      border-block-end: 1px solid var(--hairline);
      background: var(--surface);
    }
    section {
      padding: 1.25em;
      border-block-end: 1px solid var(--hairline);
    }
    h2 {
      margin-block-end: 0.75em;
    }
    h3 {
      margin-block-end: 0.25em;
      color: var(--muted);
      font-size: 0.875em;
      font-weight: 400;
    }
    .title {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      align-items: baseline;
      gap: 0 1em;
      margin-block-end: 1em;
    }
    .title h2 {
      margin: 0;
    }
    .title a {
      font-size: 0.875em;
    }
    starling-comment::part(actions) {
      display: none;
    }
    .card {
      padding: 1em;
      border: 1px solid var(--hairline);
      border-radius: var(--radius);
      background: var(--background);
    }
    .reply,
    h3.after {
      margin-block-start: 1em;
    }
    /* What it answers, and what answers it, drawn together by a line. */
    .beside {
      margin-inline-start: 1em;
      padding-block: 0 0.75em;
      padding-inline: 1em 0;
      border-inline-start: 2px solid var(--hairline);
      font-size: 0.9375em;
    }
    .beside starling-comment::part(body) {
      display: -webkit-box;
      overflow: hidden;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
    }
    ul {
      display: grid;
      gap: 0.375em;
      margin: 0;
      padding-inline-start: 1.25em;
    }
    dl {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: 0.25em 1em;
      margin: 0 0 1em;
    }
    dt {
      color: var(--muted);
    }
    dd {
      margin: 0;
    }
    p {
      margin: 0;
    }
    .hint {
      color: var(--muted);
      font-size: 0.875em;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5em;
    }
    .data {
      margin-block-start: 0.75em;
    }
    .button {
      display: inline-flex;
      align-items: center;
      min-height: 32px;
      padding: 0.25em 0.5em;
      border: 1px solid color-mix(in srgb, var(--border) 55%, transparent);
      border-radius: var(--radius);
      background: var(--background);
      color: var(--text);
      text-decoration: none;
    }
    dialog form {
      display: grid;
      gap: 1em;
    }
    dialog h2 {
      margin: 0;
      font-size: 1.25em;
    }
    .nothing {
      padding: 18vh 2em;
      color: var(--muted);
      text-align: center;
    }
    @media (max-width: 62rem) {
      .actions {
        position: fixed;
        z-index: 3;
        inset: auto 0 0;
        padding-block-end: max(0.75em, env(safe-area-inset-bottom));
        border-block: 1px solid var(--hairline);
        border-block-end: 0;
      }
      .actions .outlined {
        flex: 1 1 auto;
      }
      :host {
        padding-block-end: 6em;
      }
    }
  `,
];
