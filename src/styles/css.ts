/**
 * Makes a style sheet that any number of trees can adopt. The build recognises templates to minify by this name. Lit's
 * own `css` also supports browsers without such sheets, but those lack `light-dark()` too and the widget does not run
 * there.
 */
export function css(raw: TemplateStringsArray, ...values: string[]): CSSStyleSheet {
  // Servers import elements but never render them.
  if (!globalThis.CSSStyleSheet) return undefined!;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(String.raw({ raw }, ...values));
  return sheet;
}
