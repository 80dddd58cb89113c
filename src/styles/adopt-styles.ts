/** Makes styles hold in the tree that a node stands in, in a way that a strict CSP has nothing against. */
export function adoptStyles(node: Node, sheet: CSSStyleSheet): void {
  const root = node.getRootNode() as Document | ShadowRoot;
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
