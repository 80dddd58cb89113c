import { css } from 'lit';

/** What comes with the composer. */
export const composerStyles = css`
  .good p,
  [role='status'] {
    color: var(--success);
  }
  .good p::before {
    content: '✓ ' / '';
  }
  .wrong p,
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
  .unseen {
    position: absolute;
    clip-path: inset(50%);
  }
  .below {
    flex-wrap: wrap;
  }
  .preview {
    flex: 1 0 100%;
    min-height: 4rem;
    padding: 0.75rem;
    border: 1px dashed var(--border);
    border-radius: var(--radius);
    font-size: 1rem;
    overflow-wrap: anywhere;
  }
`;
