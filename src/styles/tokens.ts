import { css } from './css.js';

/**
 * The design tokens: the public `--starling-*` variables with their defaults, under short private names.
 * The only place with colour literals. `light-dark()` follows the page's `color-scheme` or the `theme` attribute; if
 * neither is set, `StarlingElement` decides by the lightness of the page's text.
 *
 * Font sizes and spacing are in em, so that they follow the text around the widget and not the root element:
 * `html { font-size: 62.5% }` is common. Hairlines and target sizes are in px.
 */
export const tokens = css`
  :host {
    --accent: var(--starling-color-accent, light-dark(#3d4fd1, #a3b0ff));
    --on-accent: var(--starling-color-on-accent, var(--background));
    --text: var(--starling-color-text, light-dark(#1c1e26, #e9eaf0));
    --background: var(--starling-color-background, light-dark(#fff, #16181f));
    /* Between these two is whatever else is grey: three variables restyle the whole. */
    --muted: var(--starling-color-muted, color-mix(in oklab, var(--text) 70%, var(--background)));
    --surface: var(--starling-color-surface, color-mix(in oklab, var(--text) 4%, var(--background)));
    --border: var(--starling-color-border, color-mix(in oklab, var(--text) 54%, var(--background)));
    --error: var(--starling-color-error, light-dark(#b3261e, #ff9d94));
    --success: var(--starling-color-success, light-dark(#17703c, #7fd69f));
    --star: var(--starling-color-star, light-dark(#b86e00, #f5b942));
    --star-empty: var(--starling-color-star-empty, var(--border));
    --radius: var(--starling-radius, 0.5em);
    --space: var(--starling-space, 1em);
    --star-size: var(--starling-star-size, 1.75em);
    /* Smaller below 32em, as a step is: by what is left, since container queries are not to be had (see below). Good for
       any length whose 100% is the width of the list. */
    --avatar-size: clamp(
      var(--starling-avatar-size, 2.5em) * 0.8,
      (100% - 32em) * 99,
      var(--starling-avatar-size, 2.5em)
    );
    --step: clamp(1.125em, (100% - 32em) * 99, 2.75em);
    --field-size: max(1em, 13px);
    --hairline: color-mix(in srgb, var(--border) 30%, transparent);
    display: block;
    font-family: var(--starling-font, inherit);
    font-size: var(--starling-font-size, inherit);
    line-height: var(--starling-line-height, inherit);
    /* The page's own colour stays the host's: from here its lightness is read, and as chroma whether this is the dark. */
    column-rule-color: light-dark(oklch(from currentcolor l 0 0), oklch(from currentcolor l 0.1 0));
    text-align: start;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  :host > * {
    color: var(--text);
  }
  small {
    color: var(--muted);
    font-size: 1em;
    font-weight: 400;
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  /* Smaller ones make iOS zoom in at the first tap. */
  @media (pointer: coarse) {
    :host {
      --field-size: max(1em, 16px);
      --target: 44px;
    }
  }
  *,
  ::before {
    box-sizing: border-box;
    /* Applied once, at the outermost element: those inside have its size already. */
    --starling-font-size: initial;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
`;

/**
 * Gives the element a preferred width of 40em that can shrink where there is less room. Size containment keeps long
 * lines in the form and the list from making the page wider, but it also makes both count as 0 wide in a parent that
 * shrinks to fit. So an invisible line of two points asks for the width; it may break between the points.
 *
 * No container queries: in WebKit their content is 0 high for a moment when the captcha is slotted, and the page
 * scrolls away while the reader is pressing the button.
 */
export const usualWidth = css`
  :host::before {
    content: '. .';
    display: block;
    height: 0;
    visibility: hidden;
    word-spacing: 40em;
  }
  form,
  ol {
    contain: inline-size;
  }
`;

/** A pale background and a dark letter, or the reverse in dark mode, in the `--hue` that the element sets. */
export const avatarColours = css`
  .avatar {
    background: light-dark(oklch(0.92 0.05 var(--hue)), oklch(0.36 0.06 var(--hue)));
    color: light-dark(oklch(0.4 0.1 var(--hue)), oklch(0.9 0.06 var(--hue)));
  }
`;
