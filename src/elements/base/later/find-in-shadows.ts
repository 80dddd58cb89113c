/** Finds the matching elements in a tree and in all shadow trees inside it. */
export function findInShadows(root: ParentNode, selector: string): Element[] {
  const inside = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot ? findInShadows(shadowRoot, selector) : [],
  );
  return [...root.querySelectorAll(selector), ...inside];
}
