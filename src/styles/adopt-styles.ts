/** Applies a style sheet to the document or shadow root that contains a node, in a way that a strict CSP allows. */
export function adoptStyles(node: Node, sheet: CSSStyleSheet): void {
  const root = node.getRootNode() as Document | ShadowRoot;
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
