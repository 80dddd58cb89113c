import { css } from 'lit';

/** What comes with the box: it looks as the other one does, and has its room in the line below the field. */
export const notifyStyles = css`
  .notify label {
    display: flex;
    gap: 0.5em;
    align-items: center;
    margin: 0;
    font-weight: 400;
  }
  .notify input {
    flex: none;
    width: 20px;
    height: 20px;
    margin: 0;
    accent-color: var(--accent);
  }
  /* WebKit draws an empty box white, whatever the colours. */
  .notify input:not(:checked) {
    appearance: none;
    border: 1px solid var(--border);
    border-radius: 4px;
    background: var(--background);
  }
`;
