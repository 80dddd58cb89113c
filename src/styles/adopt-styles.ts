import type { CSSResultOrNative } from 'lit';

/** Makes styles hold in the tree that a node stands in, in a way that a strict CSP has nothing against. */
export function adoptStyles(node: Node, styles: CSSResultOrNative): void {
  const root = node.getRootNode() as Document | ShadowRoot;
  // In the drop-in script Lit's `css` gives a style sheet itself.
  const sheet = styles instanceof CSSStyleSheet ? styles : styles.styleSheet!;
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
