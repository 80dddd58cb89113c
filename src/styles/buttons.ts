import { css } from 'lit';

/** Buttons: plain text by default, `.primary` for the one that matters. */
export const buttons = css`
  button {
    font: inherit;
    min-height: 32px;
    padding: 0.25em 0.5em;
    border: 1px solid transparent;
    border-radius: var(--radius);
    background: none;
    color: var(--muted);
    cursor: pointer;
    touch-action: manipulation;
  }
  button:hover {
    background: var(--surface);
    color: var(--text);
  }
  .primary {
    min-height: 44px;
    padding: 0.5em 1.25em;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  .primary:hover {
    background: color-mix(in srgb, var(--accent) 88%, var(--text));
    color: var(--on-accent);
  }
  .quiet {
    border-color: var(--border);
    color: var(--text);
  }
`;
