import { css } from '../../../styles/css.js';

/** The frame of a preview. Its text is styled like that of a comment. */
export const previewStyles = css`
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
`;
