import { css } from '../../../styles/css.js';

/** Styles of the list for when a reader has come to it. */
export const habitStyles = css`
  li[hidden='until-found'] {
    padding-block: 0;
  }
  @media print {
    li[hidden='until-found'] {
      padding-block: var(--space) 0;
      content-visibility: visible;
    }
  }
`;
