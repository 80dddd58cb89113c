import { css } from '../../../styles/css.js';

/** Styles that are loaded together with thread-lines.ts, which says where lines go on. They move nothing. */
export const threadLineStyles = css`
  .reply::before {
    mask-image: linear-gradient(90deg, var(--lines));
  }
  .reply:dir(rtl)::before {
    scale: -1 1;
  }
  /* From the line above an avatar to its edge. The last of a level has the end of the line, too. */
  .reply::after {
    content: '';
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: calc(var(--avatar-size) / 2 + (var(--level) - 1) * var(--step) - 1px);
    box-sizing: border-box;
    width: calc(var(--step) - var(--avatar) / 2 - 3px);
    height: calc(var(--space) + var(--avatar) / 2 + 1px);
    border: 0 solid var(--hairline);
    border-block-end-width: 2px;
    border-inline-start-width: calc(var(--last) * 2px);
    border-end-start-radius: 0.75em;
    pointer-events: none;
  }
  .target::after {
    z-index: 1;
  }
`;
