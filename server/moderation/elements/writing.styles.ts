import { css } from '../../../src/styles/css.js';

/** Styles of forms in which a moderator writes. */
export const writing = css`
  form {
    display: grid;
    /* However long the words of a text are. */
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75em;
  }
  form p {
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
`;
