import { css } from '../../styles/css.js';

export const artalkStyles = css`
  .starling-artalk {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1em;
    color: var(--text);
  }
  .starling-artalk canvas {
    border: 1px solid var(--border);
    border-radius: var(--radius);
  }
  .starling-artalk input {
    box-sizing: border-box;
    width: 8em;
    min-height: 28px;
    font: inherit;
  }
  .starling-artalk button {
    min-height: 28px;
    font: inherit;
  }
`;
