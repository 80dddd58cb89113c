import { css } from '../../../styles/css.js';

/** Styles that are loaded together with the composer. */
export const composerStyles = css`
  label input {
    accent-color: var(--accent);
  }
  /* WebKit draws an empty box white, whatever the colours. */
  label input:not(:checked) {
    appearance: none;
    border: 1px solid var(--border);
    border-radius: 4px;
    background: var(--background);
  }
  [role='alert'] {
    color: var(--error);
  }
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
    margin-inline-start: auto;
    color: var(--muted);
    visibility: hidden;
    font-variant-numeric: tabular-nums;
  }
  .actions button {
    min-height: 44px;
    padding-inline: 1.25em;
  }
  /* Two lines are no higher than the button. */
  .status {
    flex: 1 1 8em;
    font-size: 0.875em;
  }
  .status .note {
    font-size: 1em;
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
  .below > p {
    flex: 1;
  }
  /* What is wrong has the whole line, which is one also where it is short. */
  .wrong .below small {
    display: none;
  }
`;
