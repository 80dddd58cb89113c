import { css } from '../../../src/styles/css.js';

/** Parts of the page beside the queue: a heading, a hint, a table. */
export const page = css`
  .page {
    max-width: 60em;
    padding: 1.5em 1.5em 4em;
  }
  .hint,
  .none {
    margin: 0.25em 0 1.25em;
    color: var(--muted);
  }
  .scrolling {
    overflow-x: auto;
    margin-block-end: 1em;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.9375em;
  }
  th,
  td {
    padding-block: 0.5em;
    padding-inline: 0 1em;
    border-block-end: 1px solid var(--hairline);
    text-align: start;
    vertical-align: top;
  }
  th {
    color: var(--muted);
    font-weight: 400;
  }
`;
