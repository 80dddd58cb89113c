import { richProse } from '../../styles/prose.js';

/** The build recognises templates to minify by this name. */
const css = String.raw;

/** Fills the style sheet for HTML that is more than simple; all comments have adopted it already. */
export const styleRich = (): void =>
  richProse.replaceSync(css`
    .body :is(h1, h2, h3, h4, h5, h6) {
      margin-block: 1em 0.5em;
      font-size: 1.0625em;
    }
    .body > :first-child {
      margin-block-start: 0;
    }
    table {
      display: block;
      width: max-content;
      max-width: 100%;
      overflow-x: auto;
      border-collapse: collapse;
      overflow-wrap: normal;
    }
    th,
    td {
      padding: 0.25em 0.75em;
      border: 1px solid var(--hairline);
    }
    th {
      background: var(--surface);
      text-align: start;
    }
    [align='center'] {
      text-align: center;
    }
    [align='right'] {
      text-align: right;
    }
    hr {
      margin-block: 1em;
      border: 0;
      border-block-start: 1px solid var(--hairline);
    }
    kbd {
      padding: 0.1em 0.4em;
      border: 1px solid var(--hairline);
      border-block-end-width: 2px;
      border-radius: 0.3em;
      font-size: 0.85em;
    }
    img {
      max-width: 100%;
      height: auto;
      border-radius: var(--radius);
    }
  `);
