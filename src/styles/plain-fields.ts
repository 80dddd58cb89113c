import { css } from './css.js';

/** Labels and text fields as they look in a first view. */
export const plainFields = css`
  label {
    font-size: 0.875em;
    font-weight: 600;
  }
  .field > input,
  textarea {
    display: block;
    width: 100%;
    min-height: 44px;
    margin-block-start: 0.25em;
    padding: 0.5em 0.75em;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--background);
    color: var(--text);
    font: inherit;
    font-size: var(--field-size);
  }
  textarea {
    min-height: 6.5em;
  }
`;
