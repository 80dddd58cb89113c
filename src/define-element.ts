/**
 * Registers an element, unless two copies of the script are on a page, or another version: that must not throw. On a
 * server, which has no elements, nothing.
 */
export function defineElement(name: string, element: CustomElementConstructor): void {
  const tag = `starling-${name}`;
  if (globalThis.HTMLElement && !customElements.get(tag)) customElements.define(tag, element);
}
