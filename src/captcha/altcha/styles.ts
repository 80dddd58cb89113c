import { css } from '../../styles/css.js';

export const altchaStyles = css`
  .starling-altcha {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 1em;
    position: relative;
    overflow: hidden;
    box-sizing: border-box;
    max-width: 24em;
    min-height: 44px;
    padding: 0.5em 0.75em;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    line-height: 1.5;
  }
  .starling-altcha label {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 0.625em;
    min-height: 24px;
    white-space: nowrap;
  }
  .starling-altcha input {
    appearance: auto;
    flex: none;
    width: 20px;
    height: 20px;
    margin: 0;
    accent-color: var(--success);
  }
  /* WebKit draws an empty box white, whatever the colours. */
  .starling-altcha input:not(:checked) {
    appearance: none;
    border: 1px solid var(--border);
    border-radius: 4px;
    background: var(--background);
  }
  .starling-altcha input:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .starling-altcha [role='status'] {
    color: var(--muted);
    font-size: 0.875em;
  }
  .starling-altcha[data-state='verified'] [role='status'] {
    color: var(--success);
  }
  .starling-altcha[data-state='failed'] [role='status'] {
    color: var(--error);
  }
  .starling-altcha-work {
    position: absolute;
    inset: auto 0 0;
    height: 2px;
    background: var(--accent);
    animation: starling-altcha-work 1.2s ease-in-out infinite;
  }
  .starling-altcha-work[hidden] {
    display: none;
  }
  @keyframes starling-altcha-work {
    from {
      transform: translateX(-100%);
    }
    to {
      transform: translateX(100%);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .starling-altcha-work {
      animation: none;
      opacity: 0.5;
    }
  }
`;
