import { css } from '../../../styles/css.js';

/** Styles of notices, panels and the linked comment. They are loaded together with list-actions.ts. */
export const listActionStyles = css`
  [aria-busy='true'] {
    opacity: 0.9;
  }
  li {
    scroll-margin-block: 4em;
  }
  .reply > button,
  slot > .quiet {
    color: var(--accent);
    font-weight: 600;
  }
  /* Grounds are not drawn where colours are forced. */
  @media (forced-colors: active) {
    .reply::before {
      --hairline: CanvasText;
      forced-color-adjust: none;
    }
  }
  /* What has just happened is seen wherever in the list the reader is, and moves nothing. */
  .notice {
    position: sticky;
    inset-block-end: 1em;
    z-index: 1;
    height: 0;
  }
  .notice:has(button) {
    display: flex;
    align-items: end;
    justify-content: center;
  }
  .notice:has(button) [role='status'] {
    padding: 0.75em 3em 0.75em 1em;
    padding-inline: 1em 3em;
    border: 1px solid var(--hairline);
    border-radius: var(--radius);
    box-shadow: 0 0.25em 1.5em rgb(0 0 0 / 0.2);
    background: var(--background);
    color: var(--text);
  }
  .close {
    min-width: max(2.5em, var(--target, 0px));
    min-height: max(2.875em, var(--target, 0px));
    margin-inline-start: calc(-1px - max(2.5em, var(--target, 0px)));
  }
  .close::before {
    content: '✕' / '';
  }
  .panel {
    padding: var(--space) 0 0.5em 0;
    padding-inline-start: calc(var(--indent, 0px) + var(--avatar, var(--avatar-size)) + 0.75em);
  }
  .panel .error {
    color: var(--error);
  }
  .panel p {
    margin: 0 0 0.5em;
  }
  .panel form > label {
    display: grid;
    gap: 0.5em;
    color: var(--text);
    font-weight: 600;
  }
  .panel form > starling-rating {
    margin-block-end: var(--space);
  }
  /* As the form's. */
  .panel textarea {
    display: block;
    width: 100%;
    min-height: 6.5em;
    max-height: 60vh;
    margin-block-end: 0.5em;
    padding: 0.5em 0.75em;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--background);
    color: var(--text);
    font: inherit;
    font-weight: 400;
    font-size: calc(var(--field-size) / 0.875);
    field-sizing: content;
    resize: vertical;
  }
  .panel [aria-invalid='true'] {
    border-color: var(--error);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .actions button {
    min-height: 44px;
    padding-inline: 1.25em;
  }
  .actions .danger,
  .actions .danger:hover {
    background: var(--error);
    color: var(--background);
  }
  /* Around the words, not around the space above them. */
  li:focus-visible {
    outline: none;
  }
  li > starling-comment {
    border-radius: var(--radius);
  }
  li:focus-visible > starling-comment {
    outline: 2px solid var(--accent);
    outline-offset: 0.25em;
  }
  .target:focus-visible > starling-comment {
    outline-offset: 0.625em;
  }
  /* A tint, with the accent where the line begins. By shadows, which take no room and make nothing overflow. */
  .target > starling-comment {
    --tint: color-mix(in srgb, var(--accent) 8%, var(--background));
    --edge: -3px;
    box-shadow:
      0 0 0 0.5em var(--tint),
      var(--edge) 0 0 0.5em var(--accent);
    background: var(--tint);
  }
  /* The lines go on above it. */
  .target::before {
    z-index: 1;
    pointer-events: none;
  }
  .target > starling-comment:dir(rtl) {
    --edge: 3px;
  }
  @media print {
    .notice {
      display: none;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    li {
      transition: opacity 0.2s;
      @starting-style {
        opacity: 0;
      }
    }
    .target > starling-comment {
      animation: arrive 2s;
    }
    @keyframes arrive {
      from {
        --tint: color-mix(in srgb, var(--accent) 24%, var(--background));
      }
    }
  }
  @media (forced-colors: active) {
    .target > starling-comment {
      outline: 1px solid;
      outline-offset: 0.25em;
    }
  }
`;
