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
  .panel p {
    margin: 0 0 0.5em;
  }
  .panel label {
    display: block;
    color: var(--text);
    font-weight: 600;
    font-size: inherit;
  }
  /* As the form's. */
  .panel textarea {
    display: block;
    width: 100%;
    min-height: 8em;
    max-height: 60vh;
    margin-block: 0.25em 0.5em;
    padding: 0.5em 0.75em;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--background);
    color: var(--text);
    font: inherit;
    font-size: var(--field-size);
    field-sizing: content;
    resize: vertical;
  }
  .panel [aria-invalid='true'] {
    border-color: var(--error);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .actions button {
    min-height: 44px;
    padding-inline: 1.25em;
  }
  .danger,
  .danger:hover {
    background: var(--error);
    color: var(--background);
  }
  .target:not(:focus-visible) {
    outline: 1px solid transparent;
  }
  .target {
    border-radius: var(--radius);
    box-shadow: 0 0 0 0.5em color-mix(in srgb, var(--accent) 10%, transparent);
    background: color-mix(in srgb, var(--accent) 10%, transparent);
  }
`;
