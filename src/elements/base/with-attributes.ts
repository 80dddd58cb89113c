import type { PropertyDeclaration, PropertyDeclarations } from './reactive-element.js';
import type { StarlingElement } from './starling-element.js';
import { type ThreadAttribute, type ThreadAttributes, attributeDefaults } from './thread-attributes.js';

// TypeScript accepts no other signature for the base class of a mixin (TS2545).
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Constructor<Instance> = new (...args: any[]) => Instance;

/** Extends a class with the named attributes. Each element declares the ones that it uses. */
export function withAttributes<Base extends Constructor<StarlingElement>, Name extends ThreadAttribute>(
  base: Base,
  names: readonly Name[],
): Base & Constructor<Pick<ThreadAttributes, Name>> {
  const extended: Constructor<StarlingElement> = class extends base {
    static properties: PropertyDeclarations = Object.fromEntries(
      names.map((name) => [name, { type: attributeDefaults[name]?.constructor as PropertyDeclaration['type'] }]),
    );
  };
  return extended as Base & Constructor<Pick<ThreadAttributes, Name>>;
}
