/**
 * A style sheet that any number of trees can adopt, out of a template that the build minifies by this name. Lit's own
 * has ways for browsers without such sheets; those lack `light-dark()` too, and the widget runs in none of them.
 */
export function css(raw: TemplateStringsArray, ...values: string[]): CSSStyleSheet {
  // Servers import elements, but draw none.
  if (!globalThis.CSSStyleSheet) return undefined!;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(String.raw({ raw }, ...values));
  return sheet;
}
