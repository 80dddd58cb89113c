import { css } from '../../../styles/css.js';

/** Styles for pictures over the authors' letters; see avatars.ts. */
export const avatarStyles = css`
  .avatar {
    position: relative;
  }
  .avatar img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    border-radius: inherit;
    object-fit: cover;
    /* Unseen, and not gone: a lazy picture that has no place is never loaded. */
    opacity: 0;
  }
  /* Above the letter, where the picture is see-through too. */
  .avatar .loaded {
    background: var(--background);
    opacity: 1;
  }
`;
