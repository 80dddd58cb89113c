import { ReactiveElement, type PropertyDeclarations } from './reactive-element.js';
import { type Locale, localeOf, onMessages } from '../../i18n/locale.js';
import { tokens } from '../../styles/tokens.js';

/** What all of Starling's elements have: the design tokens, and texts in the reader's language. */
export class StarlingElement extends ReactiveElement {
  static override styles: typeof ReactiveElement.styles = [tokens];
  static override properties: PropertyDeclarations = { locale: {}, theme: { reflect: true } };

  /** BCP 47 tag of the language; by default that of the page around (`lang`), else English. */
  locale = '';
  /** `auto` goes by the page; `light` or `dark` whatever the page has. */
  declare theme?: 'auto' | 'light' | 'dark';
  #release?: () => void;
  /** The `color-scheme` for the content, and the style sheet that sets it. */
  #scheme?: string;
  #sheet?: CSSStyleSheet;
  #looking?: ReturnType<typeof setInterval>;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#release = onMessages(() => this.requestUpdate());
    for (const type of ['down', 'press', 'up']) this.addEventListener(`key${type}`, endTyping as EventListener);
    // Inner elements inherit the colour scheme. An element without styles is part of the page's own text.
    if (!this.isOutermost || !this.#sheets.length) return;
    this.#look();
    this.#looking = setInterval(() => document.hidden || this.#look(), 150);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release?.();
    clearInterval(this.#looking);
  }

  /**
   * Sets the colour scheme by the lightness of the page's text. Pages that use a class for dark mode seldom set
   * `color-scheme`, and no event tells when they switch. Done before the first render, because dark text on a dark page
   * would be unreadable until a later chunk arrives.
   */
  #look(): void {
    const { colorScheme, columnRuleColor } = getComputedStyle(this);
    const [lightness, isDark] = columnRuleColor.slice(6).split(' ').map(Number);
    const wanted = lightness! > 0.6;
    const isRight = colorScheme !== 'normal' || wanted === !!isDark;
    const scheme = isRight ? 'inherit' : wanted ? 'dark' : 'light';
    if (scheme === this.#scheme) return;
    if (!this.#sheet) this.#sheets.push((this.#sheet = new CSSStyleSheet()));
    this.#sheet.replaceSync(`:host>*{color-scheme:${(this.#scheme = scheme)}}`);
  }

  get #sheets(): CSSStyleSheet[] {
    return this.renderRoot.adoptedStyleSheets;
  }

  /** Whether the element is in the page and not inside another of Starling's elements. */
  protected get isOutermost(): boolean {
    return !((this.getRootNode() as ShadowRoot).host instanceof StarlingElement);
  }

  /** The language in force: its own, that of what is around, or English. */
  get language(): string {
    return this.locale || languageOf(this) || 'en';
  }

  /** Texts, numbers and times in this element's language. */
  get l10n(): Locale {
    return localeOf(this.language);
  }
}

/**
 * Stops the propagation of keys that type text, at the outermost element. Outside of it the event's target is no longer
 * a field, and the page would take letters for its shortcuts. Keys that type no text go on. AltGr types text, although
 * Windows reports it as Ctrl and Alt.
 */
const endTyping = (event: KeyboardEvent): void => {
  const path = event.composedPath();
  if (
    path.findLast((each) => each instanceof StarlingElement) === event.target &&
    (path[0] as Element).matches('input,select,textarea') &&
    !/^(Esc|Tab|F\d)/.test(event.key) &&
    (event.getModifierState('AltGraph') || !(event.ctrlKey || event.metaKey))
  )
    event.stopPropagation();
};

/** The nearest `locale` or `lang`, across shadow roots: `closest` alone stops at the first one. */
function languageOf(element: Element): string | undefined {
  const around = element.closest<HTMLElement>('[locale],[lang]');
  const found = around?.getAttribute('locale') || around?.lang;
  const root = element.getRootNode();
  return found || (root instanceof ShadowRoot ? languageOf(root.host) : undefined);
}
