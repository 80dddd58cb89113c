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
      margin-block-end: 0.5em;
      font-size: 1.5em;
      font-weight: 650;
      line-height: 1.25;
    }
    /* Not offered before the backend says that it has ratings; their room is kept. */
    .unknown {
      visibility: hidden;
    }
    .rating {
      margin-block-end: 0.75em;
    }
    /* Line, and the space to the next field: nothing moves when it says something. */
    .below {
      display: flex;
      gap: 1em;
      min-height: calc(1lh + 1em);
      padding-block-start: 0.125em;
      font-size: 0.875em;
    }
    .below p {
      flex: 1;
    }
    /* A column takes the widest captcha, reCAPTCHA's 304 px. */
    .author,
    .foot {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(304px, 100%), 1fr));
      column-gap: var(--space);
    }
    .foot > * {
      grid-column: 1;
      margin-block-end: 0.5em;
    }
    .foot label {
      grid-column: 1 / -1;
      display: flex;
      gap: 0.5em;
      align-items: center;
      justify-self: start;
      min-height: 28px;
      font-weight: 400;
      font-size: 0.875em;
    }
    .foot input {
      flex: none;
      width: 20px;
      height: 20px;
      margin: 0;
      accent-color: var(--accent);
    }
    /* WebKit draws an empty box white, whatever the colours. */
    .foot input:not(:checked) {
      appearance: none;
      border: 1px solid var(--border);
      border-radius: 4px;
      background: var(--background);
    }
    /* Room for the one that will come with the first focus; without one the class ends here. Beside the others where
       there is a second column, so that nothing moves. */
    .captcha:not([class$=' '], .invisible) {
      grid-column: -2 / -1;
      grid-row: span 2;
      min-height: 78px;
    }
    .captcha.altcha {
      min-height: max(48px, 2.75em);
    }
    .status {
      min-height: 1lh;
    }
    [role='alert'] {
      color: var(--error);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5em;
    }
    .actions button {
      min-height: 44px;
      padding-inline: 1.25em;
    }
    .primary {
      min-width: 9em;
    }
  `,
];
