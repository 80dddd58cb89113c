import { css } from '../../../src/styles/css.js';

/** Styles of buttons, links, fields and panels on this page, in addition to those shared with the widget. */
export const controls = css`
  button,
  a {
    touch-action: manipulation;
  }
  .outlined {
    white-space: nowrap;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.15em;
  }
  button[aria-busy='true'],
  button:disabled {
    opacity: 0.6;
    cursor: default;
  }
  .outlined {
    border-color: color-mix(in srgb, var(--border) 55%, transparent);
    background: var(--background);
    color: var(--text);
  }
  .outlined:hover {
    border-color: var(--border);
    background: var(--surface);
  }
  .approve {
    color: var(--success);
    font-weight: 600;
  }
  .delete,
  .spam {
    color: var(--error);
  }
  .approve:hover,
  .delete:hover,
  .spam:hover {
    border-color: currentcolor;
    color: color-mix(in srgb, currentcolor 80%, var(--text));
  }
  h1,
  h2,
  h3 {
    margin: 0;
    line-height: 1.25;
  }
  h1 {
    font-size: 1.25em;
  }
  h2 {
    font-size: 1em;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .tag {
    display: inline-block;
    padding: 0 0.6em;
    border: 1px solid transparent;
    border-radius: 1em;
    background: color-mix(in srgb, var(--border) 14%, transparent);
    color: var(--text);
    font-size: 0.8125em;
    line-height: 1.6;
    white-space: nowrap;
  }
  .tag.pending {
    background: color-mix(in srgb, var(--accent) 12%, transparent);
    color: var(--accent);
  }
  .tag.published {
    background: color-mix(in srgb, var(--success) 12%, transparent);
    color: var(--success);
  }
  .tag.spam,
  .tag.deleted,
  .tag.reported {
    background: color-mix(in srgb, var(--error) 10%, transparent);
    color: var(--error);
    font-weight: 400;
  }
  kbd {
    display: inline-block;
    min-width: 1.5em;
    padding: 0 0.35em;
    border: 1px solid color-mix(in srgb, currentcolor 45%, transparent);
    border-radius: 0.25em;
    font: inherit;
    font-size: 0.75em;
    line-height: 1.5;
    text-align: center;
  }
  button kbd {
    margin-inline-start: 0.35em;
    opacity: 0.85;
  }
  /* Nobody presses letters on a phone. */
  @media (pointer: coarse) {
    button kbd {
      display: none;
    }
    button {
      min-height: 44px;
    }
  }
  .error {
    color: var(--error);
  }
  dialog {
    width: min(32em, calc(100vw - 2em));
    padding: 1.5em;
    border: 1px solid var(--hairline);
    border-radius: calc(var(--radius) * 1.5);
    background: var(--background);
    color: var(--text);
    box-shadow: 0 0.5em 2.5em color-mix(in srgb, black 30%, transparent);
  }
  dialog::backdrop {
    background: color-mix(in srgb, black 45%, transparent);
  }
  .dialog-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-block-end: 1em;
  }
`;
