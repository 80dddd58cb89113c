import { states } from '../states.js';

/** The build recognises templates to minify by this name. */
const css = String.raw;

/**
 * Styles for hover, motion, print, forced colours, stars in error, and the states of a summary. When they arrive,
 * nothing visible moves.
 */
export const fillStates = (): void =>
  states.replaceSync(css`
    button:where(:enabled):hover {
      background: var(--surface);
      color: var(--text);
    }
    .primary:where(:enabled):hover {
      background: color-mix(in srgb, var(--accent) 88%, var(--text));
      color: var(--on-accent);
    }
    button:active {
      filter: brightness(0.9);
    }
    /* Stars, a preview: not while the keys choose, and the pointer only rests there. */
    fieldset .row:hover:not(:has(:focus-visible)) .stars::after {
      --value: 5;
    }
    fieldset .row:hover:not(:has(:focus-visible)) .stars:has(:hover + input)::after {
      --value: 2.5;
    }
    fieldset .row:hover:not(:has(:focus-visible)) .stars:hover ~ .stars::after {
      --value: 0;
    }
    .all {
      font-variant-numeric: tabular-nums;
    }
    b {
      letter-spacing: -0.03em;
    }
    .rows :enabled:hover,
    .rows [aria-pressed='true'] {
      background: var(--background);
      color: var(--text);
      font-weight: 600;
    }
    /* Seen where colours are forced, and grounds are not. */
    i,
    .avatar,
    .badge {
      outline: 1px solid transparent;
      outline-offset: -1px;
    }
    [part='bar'] {
      forced-color-adjust: none;
    }
    @media (forced-colors: active) {
      :host {
        --error: CanvasText;
        --star: CanvasText;
        --star-empty: CanvasText;
      }
    }
    /* What the stars are filtered by. */
    .all + :has(button) {
      display: flex;
      align-items: center;
      gap: 0.5em;
      margin-block-start: 0.5em;
    }
    @media print {
      form,
      label,
      button,
      footer {
        display: none !important;
      }
      div.all {
        display: block;
        background: none;
      }
      div.mean {
        justify-items: start;
      }
      /* In words: grounds are not printed. */
      .stars[role] {
        width: auto;
        height: auto;
      }
      .stars[role]::before {
        content: attr(aria-label);
        position: static;
        background: none;
        clip-path: none;
      }
      .stars[role]::after {
        display: none;
      }
      ol li:nth-child(n) starling-comment {
        content-visibility: visible;
      }
    }
    fieldset[aria-invalid='true'] {
      --star-empty: var(--error);
    }
    @media (prefers-reduced-motion: no-preference) {
      fieldset .stars {
        transition: scale 0.15s;
      }
      fieldset .stars:hover {
        scale: 1.15;
      }
    }
  `);
