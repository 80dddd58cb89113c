import { css } from '../../../styles/css.js';

/** Where the box stands: in the room of the line below the field. It looks as the other one does. */
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
