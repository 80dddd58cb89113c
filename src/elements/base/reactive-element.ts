import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type RootPart, nothing, render } from 'lit/html.js';

/** How a property is connected to an attribute, as in Lit. */
export interface PropertyDeclaration {
  /**
   * Name of the attribute; by default the property's name with hyphens, as `page-size` for `pageSize`. False for none.
   */
  readonly attribute?: string | false;
  /** How the attribute is converted to a value; `String` by default. */
  readonly type?: BooleanConstructor | NumberConstructor | StringConstructor;
  /** Whether the attribute is set when the property changes. */
  readonly reflect?: boolean;
  /** Set if the class itself defines a getter and a setter. */
  readonly noAccessor?: boolean;
}

export type PropertyDeclarations = Readonly<Record<string, PropertyDeclaration>>;

/** The names of the properties that have changed, with their old values. */
export type Changed = ReadonlyMap<string, unknown>;

type ElementClass = typeof ReactiveElement;

/** Servers have no `HTMLElement` but import the modules that define elements. */
const Base = globalThis.HTMLElement ?? (Object as unknown as typeof HTMLElement);

/** The declarations of a class and of its base classes; those of base classes come first. */
const propertiesOf = (type: ElementClass): PropertyDeclarations =>
  type.properties && { ...propertiesOf(Object.getPrototypeOf(type) as ElementClass), ...type.properties };

/**
 * An element that renders again, in a microtask, when one of its properties has changed. It has the part of
 * `LitElement` that Starling uses, with the same names and life cycle, in a third of the bytes that every reader of
 * every page would load. Templates, directives and controllers are Lit's.
 */
export class ReactiveElement extends Base implements ReactiveControllerHost {
  /** Later style sheets override earlier ones. */
  static styles: readonly (CSSStyleSheet | readonly CSSStyleSheet[])[] = [];
  static properties: PropertyDeclarations = {};
  /** Maps attributes to properties. Set once the element is defined. */
  static byAttribute: ReadonlyMap<string, readonly [name: string, PropertyDeclaration]>;

  /** The browser reads this when an element is defined, so the accessors of the properties are created here. */
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
  /** Values that a page set before the element was defined. They override the initial values of the class. */
  readonly #early: Record<string, unknown> = {};
  readonly #controllers = new Set<ReactiveController>();
  #changed = new Map<string, unknown>();
  #part?: RootPart;
  #start!: (isComplete: boolean) => void;

  /** Exists once the element has been connected to a document. */
  declare renderRoot: ShadowRoot;
  isUpdatePending = false;
  /** Whether the element has rendered at least once. */
  hasUpdated = false;
  /** Settles after the next update; resolves to false if that update has requested another one. */
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
    // The surroundings may be another page, or have another language.
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

  /** Schedules an update if the named property differs from its value `before`; without a name, in any case. */
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
      // That error was reported already; this update may succeed.
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
      // From here on, a change requests another update.
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

  /** Called before rendering. Properties that are set here do not request another update. */
  protected willUpdate(_changed: Changed): void {}
  protected render(): unknown {
    return nothing;
  }
  protected firstUpdated(_changed: Changed): void {}
  /** Called after each update. */
  protected updated(_changed: Changed): void {}
}
