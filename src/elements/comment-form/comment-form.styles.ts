import { css } from 'lit';
import { buttons } from '../../styles/buttons.js';
import { fields } from '../../styles/fields.js';
import { tokens, usualWidth } from '../../styles/tokens.js';

export const styles = [
  tokens,
  usualWidth,
  buttons,
  fields,
  css`
    p {
      margin: 0;
    }
    .heading {
      margin-block-end: 0.75rem;
      font-size: 1.5em;
      font-weight: 650;
      line-height: 1.25;
    }
    .rating {
      margin-block-end: 0.75rem;
    }
    /* Line, and the space to the next field: nothing moves when it says something. */
    .below {
      display: flex;
      gap: 1rem;
      min-height: 2.5em;
      padding-block-start: 0.125rem;
      font-size: 0.875em;
    }
    .below p {
      flex: 1;
    }
    /* A column takes the widest captcha, reCAPTCHA's 304 px. */
    .author,
    .foot {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr));
      column-gap: var(--space);
    }
    .foot > * {
      grid-column: 1;
      margin-block-end: 0.5rem;
    }
    .foot label {
      display: flex;
      gap: 0.5rem;
      align-items: center;
      justify-self: start;
      min-height: 1.75rem;
      font-weight: 400;
      font-size: 0.875em;
    }
    .foot input {
      flex: none;
      width: 1.25rem;
      height: 1.25rem;
      margin: 0;
      accent-color: var(--accent);
    }
    /* Room for the one that will come with the first focus; without one the class ends here. Beside the others where
       there is a second column, so that nothing moves. */
    .captcha:not([class$=' '], .invisible) {
      grid-column: -2 / -1;
      grid-row: span 3;
      min-height: 4.875rem;
    }
    .captcha.altcha {
      min-height: 3rem;
    }
    .status {
      min-height: 1.5em;
    }
    [role='alert'] {
      color: var(--error);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5rem;
    }
    .actions button {
      min-height: 2.75rem;
      padding-inline: 1.25em;
    }
    .primary {
      min-width: 9em;
    }
  `,
];
