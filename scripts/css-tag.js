/**
 * Stands in for Lit's module of the same name in the drop-in script, where every byte is loaded by every reader:
 * without the ways for browsers that have no constructable stylesheets. They have no `light-dark()` either, so the
 * widget runs in none of them. Of a `CSSResult` there is what is used: its style sheet.
 */
export function css(strings, ...values) {
  const styleSheet = new CSSStyleSheet();
  styleSheet.replaceSync(String.raw({ raw: strings }, ...values));
  return { styleSheet };
}

export const unsafeCSS = String;

export const getCompatibleStyle = (style) => style;

export const adoptStyles = (root, styles) => {
  root.adoptedStyleSheets = styles.map(({ styleSheet }) => styleSheet);
};

// Lit's other modules export these on; nobody asks for them.
export const CSSResult = undefined;
export const supportsAdoptingStyleSheets = true;
