import { adoptStyles } from './adopt-styles.js';

/**
 * The same for what stands among the page's own elements: there a page's `* { all: unset !important }` would take
 * everything away, and only a declaration that is as important stands against it.
 */
export function adoptPageStyles(node: Node, styles: CSSStyleSheet): void {
  makeImportant(styles.cssRules);
  adoptStyles(node, styles);
}

function makeImportant(rules: CSSRuleList): void {
  for (const rule of rules) {
    if (rule instanceof CSSMediaRule) makeImportant(rule.cssRules);
    if (!(rule instanceof CSSStyleRule)) continue;
    // Not one by one: a shorthand with a variable has no longhands to read.
    rule.style.cssText = rule.style.cssText.replace(/( !important)?;/g, ' !important;');
  }
}
