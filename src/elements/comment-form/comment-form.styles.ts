import { css } from 'lit';
import { buttons } from '../../styles/buttons.js';
import { fields } from '../../styles/fields.js';
import { tokens } from '../../styles/tokens.js';

export const styles = [
  tokens,
  buttons,
  fields,
  css`
    :host {
      container-type: inline-size;
    }
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
    .foot {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 0.5rem var(--space);
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
    /* Room for the one that will come with the first focus; without one the class ends here. */
    .captcha:not([class$=' '], .invisible) {
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
    @container (width >= 32rem) {
      .author {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr));
        column-gap: var(--space);
      }
    }
    /* Wide enough for it to come and nothing to move. */
    @container (width >= 38rem) {
      .foot {
        grid-template-columns: 1fr auto;
      }
      .captcha {
        grid-area: 1 / 2 / span 3;
      }
    }
  `,
];
