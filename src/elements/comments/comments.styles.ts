import { css } from '../../styles/css.js';
import { tokens } from '../../styles/tokens.js';

export const styles = [
  tokens,
  css`
    starling-comment-form {
      margin-block-end: calc(var(--space) * 2.5);
    }
    /* On a page of the other kind it needs a ground of its own. */
    :host([theme='light']),
    :host([theme='dark']) {
      padding: var(--space);
      border-radius: var(--radius);
      background: var(--background);
    }
  `,
];
