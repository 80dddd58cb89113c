import { css } from 'lit';
import { buttons } from '../../styles/buttons.js';
import { starStyles } from '../../styles/stars.js';
import { avatarColours, tokens } from '../../styles/tokens.js';

export const styles = [
  tokens,
  buttons,
  starStyles,
  avatarColours,
  css`
    header,
    footer {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 0.5em;
    }
    /* Not of the body, whose words may run the other way. */
    article {
      position: relative;
      padding-inline-start: calc(var(--avatar-size) + 0.75em);
    }
    header {
      min-height: var(--avatar-size);
      color: var(--muted);
    }
    header > *,
    footer > * {
      font-size: 0.875em;
    }
    a {
      color: var(--accent);
      text-underline-offset: 0.15em;
    }
    header a {
      color: inherit;
      text-decoration: none;
    }
    header a:hover {
      text-decoration: underline;
    }
    .avatar {
      position: absolute;
      inset-inline-start: 0;
      display: grid;
      place-items: center;
      width: var(--avatar-size);
      height: var(--avatar-size);
      border-radius: 50%;
      font-size: 1em;
      font-weight: 600;
    }
    .author {
      color: var(--text);
      font-weight: 600;
      font-size: 0.9375em;
    }
    /* Seen where colours are forced, and grounds are not. */
    .avatar,
    .badge {
      border: 1px solid transparent;
    }
    .badge {
      padding: 0 0.5em;
      border-radius: 1em;
      background: color-mix(in srgb, var(--accent) 12%, transparent);
      color: var(--accent);
    }
    .time {
      padding-block: 0.25em;
    }
    /* The exact date: heard always, seen by those who come by keyboard. */
    .time:not(:focus-visible) .unseen {
      position: absolute;
      clip-path: inset(50%);
    }
    .note {
      font-style: italic;
    }
    .body > :first-child {
      margin-block-start: 0;
    }
    .body > :last-child {
      margin-block-end: 0;
    }
    pre,
    blockquote,
    table {
      max-width: 100%;
      margin-inline: 0;
      overflow-x: auto;
    }
    pre,
    code {
      border-radius: var(--radius);
      background: var(--surface);
      font-size: 0.9em;
    }
    pre {
      padding: 0.75em 1em;
    }
    blockquote {
      padding-inline-start: 1em;
      border-inline-start: 3px solid var(--hairline);
      color: var(--muted);
    }
    img {
      max-width: 100%;
    }
    footer {
      margin-inline-start: -0.5em;
    }
    /* Letters, which take whatever colours are forced. */
    .up::before,
    .down::before {
      content: '▲' / '';
      margin-inline-end: 0.25em;
    }
    .down::before {
      content: '▼' / '';
    }
    [aria-pressed='true'] {
      color: var(--accent);
      font-weight: 600;
    }
    .deleted {
      margin: 0;
      color: var(--muted);
      font-style: italic;
    }
  `,
];
