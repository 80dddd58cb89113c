import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type RootPart, nothing, render } from 'lit/html.js';

/** How a property hangs together with an attribute, as in Lit. */
export interface PropertyDeclaration {
  /** By default the name with hyphens: `page-size` of `pageSize`; `false` for none. */
  readonly attribute?: string | false;
  /** How it is read: `String` by default. */
  readonly type?: BooleanConstructor | NumberConstructor | StringConstructor;
  /** Whether the attribute follows the property. */
  readonly reflect?: boolean;
  /** The class itself has getter and setter. */
  readonly noAccessor?: boolean;
}

export type PropertyDeclarations = Readonly<Record<string, PropertyDeclaration>>;

/** What changed, with the values before. */
export type Changed = ReadonlyMap<string, unknown>;

type ElementClass = typeof ReactiveElement;

/** On servers there are no elements; modules that have some are imported all the same. */
const Base = globalThis.HTMLElement ?? (Object as unknown as typeof HTMLElement);

/** Those of the classes that it extends come first. */
const propertiesOf = (type: ElementClass): PropertyDeclarations =>
  type.properties && { ...propertiesOf(Object.getPrototypeOf(type) as ElementClass), ...type.properties };

/**
 * An element that draws itself again, in a microtask, when one of its properties has changed: what Starling uses of
 * `LitElement`, under the same names and with the same life cycle, for a third of the bytes that every reader of every
 * page would load. Templates, directives and controllers are Lit's.
 */
export class ReactiveElement extends Base implements ReactiveControllerHost {
  /** Later ones over earlier ones. */
  static styles: readonly (CSSStyleSheet | readonly CSSStyleSheet[])[] = [];
  static properties: PropertyDeclarations = {};
  /** Attribute to property, once the element is defined. */
  static byAttribute: ReadonlyMap<string, readonly [name: string, PropertyDeclaration]>;

  /** What the browser asks for as an element is defined: the moment to make the accessors of its properties. */
  static get observedAttributes(): string[] {
    const byAttribute = new Map<string, [string, PropertyDeclaration]>();
    for (const [name, declaration] of Object.entries(propertiesOf(this))) {
      const { attribute = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), noAccessor } = declaration;
      if (attribute) byAttribute.set(attribute, [name, declaration]);
      if (noAccessor) continue;
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        get(this: ReactiveElement) {
          return this.#values[name];
        },
        set(this: ReactiveElement, value: unknown) {
          const before = this.#values[name];
          this.#values[name] = value;
          this.requestUpdate(name, before);
        },
      });
    }
    this.byAttribute = byAttribute;
    return [...byAttribute.keys()];
  }

  readonly #values: Record<string, unknown> = {};
  /** What a page set before the element was defined: over what the class begins with. */
  readonly #early: Record<string, unknown> = {};
  readonly #controllers = new Set<ReactiveController>();
  #changed = new Map<string, unknown>();
  #part?: RootPart;
  #start!: (isComplete: boolean) => void;

  /** There once the element has been on a page. */
  declare renderRoot: ShadowRoot;
  isUpdatePending = false;
  /** Whether it was drawn once. */
  hasUpdated = false;
  /** Settles with the next drawing: false where that has asked for another. */
  updateComplete: Promise<boolean>;

  constructor() {
    super();
    for (const [name, value] of Object.entries(this)) {
      if (!(name in Object.getPrototypeOf(this))) continue;
      this.#early[name] = value;
      delete (this as Record<string, unknown>)[name];
    }
    this.updateComplete = new Promise((resolve) => (this.#start = resolve));
    this.requestUpdate();
  }

  addController(controller: ReactiveController): void {
    this.#controllers.add(controller);
    if (this.isConnected) controller.hostConnected?.();
  }

  removeController(controller: ReactiveController): void {
    this.#controllers.delete(controller);
  }

  connectedCallback(): void {
    if (!this.renderRoot) {
      this.renderRoot = this.attachShadow({ mode: 'open' });
      this.renderRoot.adoptedStyleSheets = (this.constructor as ElementClass).styles.flat();
      Object.assign(this, this.#early);
    }
    this.#start(true);
    this.#tell('hostConnected');
    this.#part?.setConnected(true);
    // What is around may be another page, or in another language.
    this.requestUpdate();
  }

  disconnectedCallback(): void {
    this.#tell('hostDisconnected');
    this.#part?.setConnected(false);
  }

  attributeChangedCallback(attribute: string, _before: string | null, value: string | null): void {
    const [name, { type = String }] = (this.constructor as ElementClass).byAttribute.get(attribute)!;
    (this as Record<string, unknown>)[name] =
      type === Boolean ? value !== null : value === null ? undefined : type(value);
  }

  /** Draws soon, where the named property has another value than before; without a name in any case. */
  requestUpdate(name?: string, before?: unknown): void {
    if (name) {
      if (Object.is((this as Record<string, unknown>)[name], before)) return;
      if (!this.#changed.has(name)) this.#changed.set(name, before);
    }
    if (!this.isUpdatePending) this.updateComplete = this.#updateAfter(this.updateComplete);
  }

  async #updateAfter(before: Promise<boolean>): Promise<boolean> {
    this.isUpdatePending = true;
    try {
      await before;
    } catch {
      // That was told; this one may do.
    }
    this.performUpdate();
    return !this.isUpdatePending;
  }

  protected performUpdate(): void {
    const changed = this.#changed;
    let drawn: unknown;
    try {
      this.willUpdate(changed);
      this.#tell('hostUpdate');
      drawn = this.render();
      this.#reflect(changed);
    } finally {
      // From here on a change asks for another drawing.
      this.#changed = new Map();
      this.isUpdatePending = false;
    }
    this.#part = render(drawn, this.renderRoot, { host: this, isConnected: this.isConnected });
    this.#tell('hostUpdated');
    if (!this.hasUpdated) {
      this.hasUpdated = true;
      this.firstUpdated(changed);
    }
    this.updated(changed);
  }

  #reflect(changed: Changed): void {
    for (const [attribute, [name, { reflect, type }]] of (this.constructor as ElementClass).byAttribute) {
      if (!reflect || !changed.has(name)) continue;
      const value = (this as Record<string, unknown>)[name];
      if (type === Boolean) this.toggleAttribute(attribute, !!value);
      else if (value == null) this.removeAttribute(attribute);
      else this.setAttribute(attribute, value as string);
    }
  }

  #tell(hook: keyof ReactiveController): void {
    for (const controller of this.#controllers) controller[hook]?.();
  }

  /** Before it draws: properties that are set here ask for no other drawing. */
  protected willUpdate(_changed: Changed): void {}
  protected render(): unknown {
    return nothing;
  }
  protected firstUpdated(_changed: Changed): void {}
  /** After each drawing. */
  protected updated(_changed: Changed): void {}
}
