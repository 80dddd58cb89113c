import { css } from '../../styles/css.js';
import { buttons } from '../../styles/buttons.js';
import { plainFields } from '../../styles/plain-fields.js';
import { tokens, usualWidth } from '../../styles/tokens.js';

export const styles = [
  tokens,
  usualWidth,
  buttons,
  plainFields,
  css`
    p {
      margin: 0;
    }
    .heading {
      font-size: 1.5em;
      font-weight: 600;
      line-height: 1.25;
    }
    /* Not offered before the backend says that it has ratings; their room is kept. */
    .unknown {
      visibility: hidden;
    }
    #title,
    .rating {
      margin-block-end: var(--space);
    }
    /* Line, and the space to the next field: nothing moves when it says something. */
    .below {
      display: flex;
      gap: 1em;
      min-height: 2em;
      padding-block-start: 0.125em;
      font-size: 0.875em;
    }
    /* A column takes the widest captcha, reCAPTCHA's 304 px. */
    .author,
    .foot {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(304px, 100%), 1fr));
      column-gap: var(--space);
    }
    .foot > * {
      margin-block-end: 0.5em;
    }
    .foot label {
      display: flex;
      gap: 0.5em;
      align-items: center;
      justify-self: start;
      grid-column: 1 / -2;
      min-height: var(--target, 28px);
      font-weight: 400;
    }
    label input {
      flex: none;
      width: 20px;
      height: 20px;
      margin: 0;
    }
    /* Room for the one that will come with the first focus; without one the class ends here. Beside the other where
       there is a second column. */
    .captcha:not([class$=' '], .invisible) {
      grid-column: -2 / -1;
      min-height: 78px;
    }
    .captcha.altcha {
      min-height: max(48px, 2.75em);
    }
    .foot .actions {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5em;
      grid-column: 1 / -1;
    }
    .primary {
      min-width: 9em;
    }
    /* Stars and one line, until the reader comes. */
    .compact :is(.author, .foot, .below) {
      display: none;
    }
    .compact textarea {
      height: 0;
      min-height: 44px;
    }
  `,
];
