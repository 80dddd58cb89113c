import { css } from '../../../styles/css.js';

/** Styles for what is added to comments once a reader has come to the list; see comment-extras.ts. */
export const commentExtraStyles = css`
  .unseen {
    position: absolute;
    clip-path: inset(50%);
  }
  article {
    position: relative;
  }
  .branch {
    grid-column: 4;
  }
  header a:hover {
    text-decoration: underline;
  }
  a {
    text-underline-offset: 0.15em;
  }
  /* The exact date: heard always, seen by those who come by keyboard. */
  .time:focus-visible .unseen {
    position: static;
    clip-path: none;
  }
  [aria-pressed='true'] {
    color: var(--accent);
  }
  /* A sign, in room that was kept for it: it comes without moving anything, however narrow. */
  footer {
    position: relative;
  }
  [name='link'] {
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: 0;
    width: max(1.75em, var(--target, 0px));
    padding: 0;
    text-align: start;
    text-indent: -99em;
    white-space: nowrap;
  }
  [name='link']::before {
    content: '#' / '';
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    text-indent: 0;
  }
  /* Its words, for those who see it. */
  [name='link']:is(:hover, :focus-visible)::after {
    content: attr(data-words) / '';
    position: absolute;
    z-index: 1;
    inset-block-end: calc(100% + 0.25em);
    inset-inline-end: 0;
    padding: 0.25em 0.75em;
    border: 1px solid var(--hairline);
    border-radius: var(--radius);
    background: var(--text);
    color: var(--background);
    text-indent: 0;
    pointer-events: none;
  }
  @media (prefers-reduced-motion: no-preference) {
    :is(button, a):hover {
      transition:
        background-color 0.12s,
        color 0.12s;
    }
  }
  /* In the empty room below the avatar, on the line of the branch: nothing moves as it comes. */
  .branch button[aria-expanded='true'] {
    position: absolute;
    inset-block-end: 0;
    inset-inline-start: calc(var(--indent, 0px) + var(--avatar, var(--avatar-size)) / 2 - 14px);
    width: 28px;
    min-height: 28px;
    padding: 0;
  }
  .branch button[aria-expanded='false'] {
    margin-inline-start: -0.5em;
    color: var(--accent);
    font-size: 0.875em;
  }
  .sign {
    display: inline-grid;
    place-content: center;
    width: 18px;
    height: 18px;
    border: 1px solid var(--border);
    border-radius: 50%;
    background: var(--background);
    line-height: 1;
    vertical-align: middle;
  }
  .branch button[aria-expanded='false'] .sign {
    margin-inline-end: 0.5em;
  }
  /* A shape on the avatar, and words for those who hear it. */
  .new {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: calc(var(--indent, 0px) + var(--avatar, var(--avatar-size)) - 0.625em);
    width: 0.625em;
    height: 0.625em;
    border: 0.3125em solid var(--accent);
    border-radius: 50%;
    outline: 2px solid var(--background);
  }
  .new[hidden] {
    display: none;
  }
  pre {
    position: relative;
  }
  .copy {
    position: absolute;
    inset-block-start: 0.25em;
    inset-inline-end: 0.25em;
    border-color: var(--hairline);
    background: var(--background);
    font-size: 0.875em;
    user-select: none;
  }
  @media (hover: hover) {
    pre:not(:hover) > .copy:not(:focus-visible) {
      opacity: 0;
    }
  }
  .folded {
    max-height: 24em;
    overflow: hidden;
    mask-image: linear-gradient(#000 calc(100% - 4em), transparent);
  }
  .fold {
    margin-inline-start: -0.5em;
    color: var(--accent);
  }
  @media (pointer: coarse) {
    .branch button,
    .copy,
    .fold {
      min-height: 44px;
      min-width: 44px;
    }
    .branch button[aria-expanded='true'] {
      inset-inline-start: calc(var(--indent, 0px) + var(--avatar, var(--avatar-size)) / 2 - 22px);
    }
  }
  /* A target that takes no room. */
  @media (pointer: coarse) {
    .time {
      position: relative;
    }
    .time::after {
      content: '';
      position: absolute;
      inset: -10px -4px;
    }
  }
  /* Each of the two has an edge of its own there. */
  @media (forced-colors: active) {
    .votes {
      border-color: Canvas;
    }
  }
  @media print {
    .body a::after {
      content: ' (' attr(href) ')';
    }
    .folded {
      max-height: none;
      mask-image: none;
    }
    .new {
      display: none;
    }
  }
`;
