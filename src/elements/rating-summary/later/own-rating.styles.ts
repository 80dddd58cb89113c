import { css } from '../../../styles/css.js';

/** Styles for the reader's own stars, in the room that the first view has reserved for them. */
export const ownRatingStyles = css`
  :host([rate]) {
    padding: 0;
  }
  .own {
    flex: 0 0 100%;
  }
  .own:not(:empty) {
    min-height: 5.5em;
  }
  .own p {
    margin: 0;
    min-height: 1lh;
    font-size: 0.875em;
  }
  .own [role='status'] {
    color: var(--muted);
  }
  .own [role='alert']:not(:empty) {
    color: var(--error);
  }
`;
