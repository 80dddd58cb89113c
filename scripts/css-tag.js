/**
 * Stands in for Lit's module of the same name in the drop-in script, where every byte is loaded by every reader:
 * without the paths for browsers that have no constructable stylesheets, which have no `light-dark()` either.
 */
export const supportsAdoptingStyleSheets = true;

export const CSSResult = undefined;

export const unsafeCSS = String;

export function css(strings, ...values) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(String.raw({ raw: strings }, ...values));
  return sheet;
}

export const getCompatibleStyle = (sheet) => sheet;

export const adoptStyles = (root, sheets) => {
  root.adoptedStyleSheets = sheets;
};
