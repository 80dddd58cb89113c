import { css } from './css.js';

/** Styles for the text of a comment, as far as most comments need them. */
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

/**
 * Styles for HTML that needs the sanitiser. Empty at first; `later/style-rich.ts`, which loads with the sanitiser,
 * fills it before such HTML is rendered.
 */
export const richProse = css``;
