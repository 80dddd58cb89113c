/** Registers an element, unless two copies of the script are on a page, or another version: that must not throw. */
export function defineElement(name: string, element: CustomElementConstructor): void {
  const tag = `starling-${name}`;
  if (!customElements.get(tag)) customElements.define(tag, element);
}
