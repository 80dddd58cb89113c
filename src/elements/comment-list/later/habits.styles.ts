import { css } from '../../../styles/css.js';

/** Of the list, once a reader has come to it. */
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
