/** A node as a reader meets it: an element with what styles it, or a text. */
export interface DrawnTree {
  /** One line for each element and text, indented by its depth, across shadow roots. */
  lines: string[];
  /** All nodes: also Lit's markers and the white space between elements. */
  nodes: number;
  elements: number;
  /** Rules of the style sheets that each kind of element has adopted. */
  styles: Record<string, number[]>;
}

/** Describes what an element has drawn. Runs in the page: it is sent there as text. */
export const drawnTree = (element: Element): DrawnTree => {
  const tree: DrawnTree = { lines: [], nodes: 0, elements: 0, styles: {} };
  const walk = (node: Node, depth: number) => {
    tree.nodes += 1;
    const indent = '  '.repeat(depth);
    if (node instanceof Text && node.data.trim()) tree.lines.push(indent + node.data.trim().replace(/\s+/g, ' '));
    if (node instanceof Element) {
      tree.elements += 1;
      const classes = [...node.classList].sort().join('.');
      const part = node.getAttribute('part');
      tree.lines.push(`${indent}<${node.localName}${classes && `.${classes}`}${part ? ` part=${part}` : ''}>`);
      if (node.shadowRoot) {
        tree.styles[node.localName] = node.shadowRoot.adoptedStyleSheets.map(({ cssRules }) => cssRules.length);
        node.shadowRoot.childNodes.forEach((child) => walk(child, depth + 1));
      }
    }
    node.childNodes.forEach((child) => walk(child, depth + 1));
  };
  walk(element, 0);
  return tree;
};
