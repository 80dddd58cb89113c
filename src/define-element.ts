/**
 * Registers an element, unless its name is taken already: a second copy or another version of the script on a page must
 * not throw. Does nothing on a server, which has no elements.
 */
export function defineElement(name: string, element: CustomElementConstructor): void {
  const tag = `starling-${name}`;
  if (globalThis.HTMLElement && !customElements.get(tag)) customElements.define(tag, element);
}
