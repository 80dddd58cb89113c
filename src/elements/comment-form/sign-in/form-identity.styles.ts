import { css } from '../../../styles/css.js';

/** Styles that are loaded together with signing in. */
export const identityStyles = css`
  .identity {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    align-items: center;
    min-height: 44px;
    margin-block-end: 0.75em;
    overflow-wrap: anywhere;
  }
  .identity button {
    min-height: 44px;
    padding-inline: 1em;
  }
  .identity .field {
    flex: 1 1 12em;
  }
  .identity > p {
    flex: 1 0 100%;
  }
  /* Beside the last field, or together below it. */
  .identity .actions {
    display: flex;
    gap: 0.5em;
    align-self: end;
  }
`;
