import { css } from './css.js';

/** What a text area does once somebody writes in it: its three rows are less than its least height. */
export const fieldStates = css`
  textarea {
    field-sizing: content;
    max-height: 60vh;
    resize: vertical;
  }
`;
