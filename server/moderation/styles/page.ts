import { css } from '../../../src/styles/css.js';

/** Styles of the parts of the page besides the queue: a heading, a hint, a table. */
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
  /* Rows of words: several columns leave no room for these on a phone, so that each row is a block of its own. */
  @media (max-width: 40rem) {
    .entries thead {
      position: absolute;
      clip-path: inset(50%);
    }
    .entries tr {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0.25em 0.75em;
      padding-block: 0.75em;
      border-block-end: 1px solid var(--hairline);
    }
    .entries td {
      padding: 0;
      border: 0;
    }
  }
`;
