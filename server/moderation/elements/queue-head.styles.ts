import { css } from '../../../src/styles/css.js';
import { buttons } from '../../../src/styles/buttons.js';
import { fields } from '../../../src/styles/fields.js';
import { tokens } from '../../../src/styles/tokens.js';
import { controls } from '../styles/controls.js';

export const styles = [
  tokens,
  buttons,
  fields,
  controls,
  css`
    :host {
      position: sticky;
      z-index: 2;
      inset-block-start: var(--bar-height, 0px);
    }
    .head {
      position: relative;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5em 0.75em;
      min-height: 3.5em;
      padding-block: 0.5em;
      padding-inline: 0.5em 1.25em;
      border-block-end: 1px solid var(--hairline);
      background: color-mix(in srgb, var(--background) 94%, transparent);
      backdrop-filter: blur(8px);
    }
    .all {
      display: grid;
      place-items: center;
      width: 44px;
      height: 44px;
    }
    .all input {
      width: 1.125em;
      height: 1.125em;
      margin: 0;
      accent-color: var(--accent);
    }
    .head h1 {
      margin-inline-end: auto;
    }
    #search {
      flex: 1 1 12em;
      max-width: 22em;
    }
    #search,
    select {
      min-height: 36px;
      max-width: 14em;
      padding: 0.25em 0.5em;
      border: 1px solid color-mix(in srgb, var(--border) 55%, transparent);
      border-radius: var(--radius);
      background: var(--background);
      color: var(--text);
      font: inherit;
      font-size: var(--field-size);
    }
    .chip {
      max-width: 100%;
      min-height: 28px;
      padding: 0 0.75em;
      overflow: hidden;
      border-radius: 1.5em;
      background: color-mix(in srgb, var(--accent) 12%, transparent);
      color: var(--accent);
      font-size: 0.875em;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .chip::after {
      content: ' ✕' / '';
    }
    .arrived {
      position: absolute;
      z-index: 3;
      inset-block-start: calc(100% + 0.5em);
      inset-inline: 0;
      display: grid;
      justify-items: center;
      pointer-events: none;
    }
    .arrived button {
      min-height: 36px;
      border-radius: 2em;
      box-shadow: 0 0.25em 1em color-mix(in srgb, black 25%, transparent);
      pointer-events: auto;
    }
    @media (max-width: 40rem) {
      /* A row of their own. */
      #search {
        order: 1;
        flex: 1 1 10em;
        max-width: none;
        min-height: 44px;
      }
      moderation-date-filter {
        order: 2;
      }
      .chip {
        order: 3;
        min-height: 32px;
      }
      /* In place of the button that does the same, so as to cover nobody's name; below while that has the focus. */
      .head:not(:has(> .new:focus)) .arrived {
        inset-block-start: 0.5em;
        inset-inline: auto 1.25em;
        align-items: center;
        min-height: 44px;
      }
      .head:has(.arrived button) > .new:not(:focus) {
        visibility: hidden;
      }
    }
  `,
];
