import { type CSSResultGroup, LitElement, type PropertyDeclarations } from 'lit';
import { type Locale, localeOf, onMessages } from '../internal/locale.js';
import { tokens } from '../styles/tokens.js';

/** What all of Starling's elements have: the design tokens, and texts in the reader's language. */
export class StarlingElement extends LitElement {
  static override styles: CSSResultGroup = tokens;
  static override properties: PropertyDeclarations = { locale: {} };

  /** BCP 47 tag of the language; by default that of the page around (`lang`), else English. */
  locale = '';
  #locale?: Locale;
  #release?: () => void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#release = onMessages(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release?.();
    this.#locale = undefined;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('locale')) this.#locale = undefined;
  }

  /** Texts, numbers and times in this element's language. */
  get l10n(): Locale {
    return (this.#locale ??= localeOf(this.locale || languageOf(this) || 'en'));
  }
}

/** The nearest `lang`, across shadow roots: `closest` alone ends at the first. */
function languageOf(element: Element): string | undefined {
  const found = element.closest<HTMLElement>('[lang]')?.lang;
  const root = element.getRootNode();
  return found || (root instanceof ShadowRoot ? languageOf(root.host) : undefined);
}
