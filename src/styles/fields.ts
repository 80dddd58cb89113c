import { css } from 'lit';

/** Labels and text fields. */
export const fields = css`
  label {
    font-weight: 600;
  }
  small {
    color: var(--muted);
    font-weight: 400;
  }
  .field input,
  textarea {
    display: block;
    width: 100%;
    min-height: 2.75rem;
    margin-block-start: 0.25rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--background);
    color: var(--text);
    font: inherit;
  }
  textarea {
    field-sizing: content;
    min-height: 8rem;
    max-height: 60vh;
    resize: vertical;
  }
`;
