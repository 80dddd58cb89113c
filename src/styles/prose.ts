import { css } from './css.js';

/** A comment's words: of what most of them have. */
export const prose = css`
  /* Lines of at most 70 characters, in a block that reaches to the end all the same. */
  .body > p {
    padding-inline-end: max(0px, 100% - 70ch);
  }
  :is(.body, blockquote, li) > :first-child {
    margin-block-start: 0;
  }
  :is(.body, blockquote, li) > :last-child {
    margin-block-end: 0;
  }
  ul,
  .body ol {
    padding-inline-start: 1.5em;
  }
  pre,
  blockquote {
    margin-inline: 0;
    overflow-x: auto;
  }
  pre,
  :not(pre) > code {
    padding: 0.1em 0.3em;
    border-radius: var(--radius);
    background: var(--surface);
    font-size: 0.9em;
  }
  pre {
    padding: 0.75em 1em;
  }
  blockquote {
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--hairline);
    color: var(--muted);
  }
`;

/** Of what only the sanitiser lets through. Empty until that has come, which fills it before anything is drawn. */
export const richProse = css``;
