import { css } from 'lit';

/** What comes with the composer. */
export const composerStyles = css`
  .good .below > p,
  [role='status'] {
    color: var(--success);
  }
  .good .below > p::before {
    content: '✓ ' / '';
  }
  .wrong .below > p,
  .note {
    color: var(--error);
  }
  .wrong :is(input, textarea) {
    border-color: var(--error);
  }
  .good :is(input, textarea) {
    border-color: var(--success);
  }
  .note {
    font-size: 0.875em;
  }
  .count {
    color: var(--muted);
    visibility: hidden;
    font-variant-numeric: tabular-nums;
  }
  .near,
  .field:focus-within .count {
    visibility: visible;
  }
  button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  .reply .heading {
    font-size: 1.125em;
  }
  .unseen {
    position: absolute;
    clip-path: inset(50%);
  }
  .below {
    flex-wrap: wrap;
  }
  .preview {
    flex: 1 0 100%;
    min-height: 4em;
    padding: 0.75em;
    border: 1px dashed var(--border);
    border-radius: var(--radius);
    font-size: 1.1429em;
    overflow-wrap: anywhere;
    margin-block-end: 0.75em;
  }
  .preview p + p {
    margin-block-start: 0.75em;
  }
`;
