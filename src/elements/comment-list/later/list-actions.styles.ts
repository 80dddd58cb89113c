import { css } from 'lit';

/** Styles of notices, panels and the linked comment, which come with list-actions.ts. */
export const listActionStyles = css`
  /* What has just happened is seen wherever in the list the reader is, and moves nothing. */
  .note:not(.loading, :empty) {
    position: sticky;
    inset-block-start: 0.5em;
    z-index: 1;
    min-height: 3em;
    margin-block: 0 -3em;
    padding: 0.75em 1em;
    border: 1px solid transparent;
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
  }
  .panel {
    padding: var(--space) 0 0 0;
    padding-inline-start: calc(var(--avatar-size) + 0.75em);
  }
  .target {
    outline: 1px solid transparent;
    border-radius: var(--radius);
    box-shadow: 0 0 0 0.5em color-mix(in srgb, var(--accent) 10%, transparent);
    background: color-mix(in srgb, var(--accent) 10%, transparent);
  }
`;
