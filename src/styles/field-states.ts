import { css } from './css.js';

/**
 * Styles of a text area that only matter once somebody writes in it: before that, its three rows are smaller than its
 * minimum height.
 */
export const fieldStates = css`
  textarea {
    field-sizing: content;
    max-height: 60vh;
    resize: vertical;
  }
`;
