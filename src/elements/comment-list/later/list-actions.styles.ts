import { css } from 'lit';

/** Styles of notices, panels and the linked comment, which come with list-actions.ts. */
export const listActionStyles = css`
  /* What has just happened is seen wherever in the list the reader is, and moves nothing. */
  .note:not(.loading, :empty) {
    position: sticky;
    inset-block-start: 0.5rem;
    z-index: 1;
    min-height: 3rem;
    margin-block: 0 -3rem;
    padding: 0.75rem 1rem;
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
  }
  .panel {
    padding: var(--space) 0 0 0;
    padding-inline-start: 3.25rem;
  }
  .target {
    border-radius: var(--radius);
    box-shadow: 0 0 0 0.5rem color-mix(in srgb, var(--accent) 10%, transparent);
    background: color-mix(in srgb, var(--accent) 10%, transparent);
  }
`;
