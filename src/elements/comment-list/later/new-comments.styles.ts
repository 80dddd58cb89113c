import { css } from '../../../styles/css.js';

/** The button takes no room, so it moves nothing. It is visible wherever in the list the reader is. */
export const newCommentsStyles = css`
  .news {
    position: sticky;
    inset-block-start: 0.5em;
    z-index: 1;
    height: 0;
    text-align: center;
  }
  .news button {
    min-height: 44px;
    /* The next number moves nothing, not even its own edge. */
    min-width: 14em;
    text-align: start;
    padding-inline: 1.25em;
    border-color: var(--border);
    background: var(--background);
    color: var(--accent);
    font-weight: 600;
    box-shadow: 0 2px 8px rgb(0 0 0 / 20%);
  }
  .news button:hover {
    background: var(--surface);
  }
`;
