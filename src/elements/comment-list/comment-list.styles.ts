import { css } from 'lit';
import { buttons } from '../../styles/buttons.js';
import { tokens, usualWidth } from '../../styles/tokens.js';

export const styles = [
  tokens,
  usualWidth,
  buttons,
  css`
    .head {
      margin-block-start: var(--space);
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 0.25em 1em;
      padding-block-end: calc(var(--space) / 2);
      border-block-end: 1px solid var(--hairline);
    }
    .heading {
      font-size: 1.25em;
      font-weight: 650;
      line-height: 1.25;
    }
    label {
      display: flex;
      align-items: center;
      gap: 0.5em;
      color: var(--muted);
      font-size: 0.875em;
    }
    select {
      min-height: 36px;
      padding-inline: 0.5em;
      border: 1px solid var(--border);
      border-radius: var(--radius);
      background: var(--background);
      color: var(--text);
      font: inherit;
      font-size: var(--field-size);
    }
    ol {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      padding-block-start: var(--space);
      scroll-margin-block: 4em;
    }
    starling-comment {
      contain: content;
    }
    /* One that is out of sight costs no style and no layout; its room is guessed once, then remembered. Not the first,
       which may be in sight from the start: they would move as their room is found to be another. */
    li:nth-child(n + 12) starling-comment {
      content-visibility: auto;
      contain-intrinsic-size: auto 9em;
    }
    @media print {
      li:nth-child(n) starling-comment {
        content-visibility: visible;
      }
    }
    .reply {
      margin-inline-start: calc(var(--level, 1) * clamp(0.375em, 8% - 1em, 1.5em));
      padding-inline-start: clamp(0.75em, 4%, 1.25em);
      border-inline-start: 2px solid var(--hairline);
    }
    .reply > button {
      color: var(--accent);
    }
    :host > .quiet {
      display: block;
      min-height: 44px;
      margin: var(--space) auto 0;
      padding-inline: 1.5em;
    }
    /* Room for what is to come: nothing that a reader sees below is to move when it does. */
    .loading {
      min-height: 100vh;
    }
    .note:empty {
      margin: 0;
    }
    .note,
    .empty {
      color: var(--muted);
    }
    .empty {
      padding-block: calc(var(--space) * 2);
      font-size: 1.125em;
      text-align: center;
    }
    .error {
      color: var(--error);
    }
    [aria-busy='true'] {
      opacity: 0.9;
    }
  `,
];
