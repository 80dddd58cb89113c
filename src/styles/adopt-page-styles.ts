import { adoptStyles } from './adopt-styles.js';

/**
 * Like `adoptStyles`, for elements that are outside any shadow root. There a page's `* { all: unset !important }` would
 * remove all styles, and only declarations that are also `!important` can win against it.
 */
export function adoptPageStyles(node: Node, styles: CSSStyleSheet): void {
  makeImportant(styles.cssRules);
  adoptStyles(node, styles);
}

function makeImportant(rules: CSSRuleList): void {
  for (const rule of rules) {
    if (rule instanceof CSSMediaRule) makeImportant(rule.cssRules);
    if (!(rule instanceof CSSStyleRule)) continue;
    // Replaced as text, not property by property: a shorthand with a variable has no longhands to read.
    rule.style.cssText = rule.style.cssText.replace(/( !important)?;/g, ' !important;');
  }
}
