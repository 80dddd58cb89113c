import { css } from '../../../styles/css.js';

/** Places the checkbox in the line that is reserved below the field. It looks like the other checkbox of the form. */
export const notifyStyles = css`
  .notify {
    /* Clear of the field's focus. */
    padding-block-start: 3px;
  }
  .notify label {
    display: flex;
    gap: 0.5em;
    align-items: center;
    margin: 0;
    font-weight: 400;
    font-size: 1em;
  }
`;
