import { css } from '../../../styles/css.js';

/** Styles that are loaded together with signing in. */
export const identityStyles = css`
  .author {
    position: relative;
  }
  /* At the end of the line with the first label, whose room is there already. */
  .sign-in {
    --height: max(28px, var(--target, 0px));
    position: absolute;
    inset-block-start: calc((1lh / 0.875 - var(--height)) / 2);
    inset-inline-end: -0.5em;
    min-height: var(--height);
    padding-block: 0;
    color: var(--accent);
    font-size: 0.875em;
    font-weight: 600;
  }
  .identity {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    align-items: center;
    align-content: center;
    min-height: 44px;
    margin-block-end: 0.75em;
    overflow-wrap: anywhere;
    /* On a ground of their own: they are not the comment's fields, and may have the room of these, which is more than they
       need. */
    padding: 0.375em 1em;
    border-radius: var(--radius);
    background: var(--surface);
  }
  .identity:has(.field) {
    padding-block: 0.75em;
  }
  .known > span {
    flex: 1;
  }
  .identity button {
    min-height: 44px;
    padding-inline: 1em;
  }
  .identity .field {
    flex: 1 1 12em;
  }
  .identity > p {
    flex: 1 0 100%;
  }
  .first > p {
    flex-basis: 14em;
    font-size: 0.875em;
  }
  /* Beside the last field, or together below it. */
  .identity .actions {
    display: flex;
    gap: 0.5em;
    align-self: end;
  }
`;
