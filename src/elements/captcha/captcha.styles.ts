import { css } from '../../styles/css.js';

/** Styles for the light DOM. It belongs to the page, so every selector begins with a class of ours. */
export const captchaStyles = css`
  .starling-captcha-error {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.75em;
    margin-block-start: 0.5em;
    color: var(--error);
  }
  .starling-captcha-error p {
    margin: 0;
  }
  .starling-captcha-button {
    font: inherit;
    min-height: 32px;
    padding: 0.25em 0.75em;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: none;
    color: var(--text);
    cursor: pointer;
  }
  .starling-captcha-button:hover {
    background: var(--surface);
  }
  .starling-captcha-button:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .starling-captcha-dialog {
    position: fixed;
    inset: 0;
    /* Below the picture challenges, which providers append to the body with two thousand million and more. */
    z-index: 1999999999;
    box-sizing: border-box;
    width: max-content;
    max-width: calc(100vw - 2em);
    max-height: calc(100vh - 2em);
    overflow: auto;
    margin: auto;
    padding: 1.25em;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    box-shadow: 0 0 0 200vmax color-mix(in srgb, var(--background) 70%, transparent);
    background: var(--background);
    color: var(--text);
  }
  .starling-captcha-dialog h2 {
    margin: 0 0 0.75em;
    font: inherit;
    font-weight: 600;
  }
  .starling-captcha-dialog .starling-captcha-button {
    margin-block-start: 1em;
  }
`;
