import { css } from 'lit';
import { tokens } from '../styles/tokens.js';

export const styles = [
  tokens,
  css`
    starling-comment-form {
      margin-block-end: calc(var(--space) * 2.5);
    }
    :host([theme]) {
      background: var(--background);
    }
  `,
];
