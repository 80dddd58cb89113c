import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ReactiveElement, PropertyDeclarations } from '../base/reactive-element.js';
import { styles } from './rating.styles.js';
import { StarlingElement } from '../base/starling-element.js';

const number = { type: Number };
const flag = { type: Boolean, reflect: true };
/** The native `:user-invalid` never matches a custom element (whatwg/html#9639). */
const userInvalid = 'user-invalid';

/**
 * Native radios underneath: keys, touch and right-to-left are the platform's. Takes part in a form like a native
 * field: reset, restore, `required`, disabled fieldsets. Where nothing is chosen, nothing is submitted.
 *
 * @summary Stars to choose from, in any form; or, read-only, stars that show a value.
 * @attr {number} value - The default; what a reset returns to. `value` as a property is what is chosen now.
 * @event input - The reader chose or cleared; `value` has it already.
 * @event change - After `input`.
 * @csspart star - Each star.
 * @csspart label - The text above the stars.
 * @csspart button - "Clear".
 * @cssproperty [--starling-star-size=1.75em] - Width and height of a star.
 * @cssproperty --starling-color-star - Of filled stars.
 * @cssproperty --starling-color-star-empty - Of the outline of empty ones.
 */
export class StarlingRating extends StarlingElement {
  static readonly formAssociated = true;
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    name: { reflect: true },
    defaultValue: { attribute: 'value', ...number },
    value: { attribute: false, noAccessor: true },
    max: number,
    step: number,
    required: flag,
    readonly: flag,
    disabled: flag,
    clearable: flag,
    label: {},
    hint: { attribute: false },
  };

  /** Its name in the form's data. */
  name?: string;
  /** The `value` attribute: what is shown until the reader or a script chooses. */
  defaultValue?: number | null;
  /** How many stars there are. */
  max = 5;
  /** 1 for whole stars; anything less offers half stars. */
  step = 1;
  /** A form is not sent until a star is chosen. */
  required = false;
  /** An image with its text, of any fraction, instead of a field. */
  readonly = false;
  /** Neither to be chosen nor submitted. */
  disabled = false;
  /** Offers a button that takes the choice back. */
  clearable = false;
  /** The text above the stars. Without it the group takes the text of its `<label>`, else "Rating", unseen. */
  label = '';
  /** @internal Beside the label, small. */
  hint = '';
  readonly #internals = this.attachInternals();
  /** `undefined` until it was chosen or set; `null` when cleared. */
  #value?: number | null;

  /** The stars chosen, `step` to `max`; null for none. Set to a number outside, it takes the nearest inside. */
  get value(): number | null {
    const value = Number(this.#value === undefined ? this.defaultValue : this.#value);
    if (!(value > 0)) return null;
    const step = this.#step;
    return Math.min(this.#max, this.readonly ? value : Math.round(value / step) * step || step);
  }
  set value(value: number | null | undefined) {
    this.#value = value;
    this.requestUpdate();
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get labels(): NodeList {
    return this.#internals.labels;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  get willValidate(): boolean {
    return this.#internals.willValidate;
  }

  /** Whether it is valid; unlike `reportValidity` it shows nothing. */
  checkValidity(): boolean {
    const { states } = this.#internals;
    const shown = states.has(userInvalid);
    const valid = this.#internals.checkValidity();
    if (!shown) states.delete(userInvalid);
    return valid;
  }

  /** Whether it is valid; where not, says so to the reader. */
  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** Goes to the chosen star, else to the first. */
  override focus(options?: FocusOptions): void {
    this.renderRoot?.querySelector<HTMLElement>(this.value ? ':checked' : 'input')?.focus(options);
  }

  formResetCallback(): void {
    this.#internals.states.delete(userInvalid);
    this.value = undefined;
  }

  formDisabledCallback(): void {
    this.requestUpdate();
  }

  formStateRestoreCallback(state: string): void {
    this.value = Number(state);
  }

  override requestUpdate(...change: Parameters<ReactiveElement['requestUpdate']>): void {
    super.requestUpdate(...change);
    // The form may be sent or validated in the same task, before the next render.
    if (this.hasUpdated) this.#tellForm();
  }

  protected override firstUpdated(): void {
    // A click on its `<label>` fires a click on the element itself, which has to move the focus.
    this.addEventListener('click', (event) => event.composedPath()[0] === this && this.focus());
    // Fired by `reportValidity()` and when the form is checked or sent. Nothing is shown as wrong before that.
    this.addEventListener('invalid', () => {
      this.#internals.states.add(userInvalid);
      this.requestUpdate();
    });
    if (this.isOutermost) void import('./later/lone-rating.js').then(({ standAlone }) => standAlone(this));
  }

  protected override updated(): void {
    this.#tellForm();
  }

  get #max(): number {
    return this.max >= 1 ? Math.floor(this.max) : 5;
  }

  get #step(): number {
    return this.step < 1 ? 0.5 : 1;
  }

  #tellForm(): void {
    const { l10n, value } = this;
    const internals = this.#internals;
    const valueMissing = this.required && !value;
    const fieldset = this.renderRoot.querySelector('fieldset');
    const radios = this.renderRoot.querySelectorAll('input');
    internals.setFormValue(value ? `${value}` : null, `${value}`);
    // The message is loaded late and only if it is needed. Until then the browser requires some text.
    const message = valueMissing ? l10n.text('missing.rating') || l10n.text('rating') : '';
    internals.setValidity({ valueMissing }, message, radios[0]);
    if (!valueMissing) internals.states.delete(userInvalid);
    // Disabled by the element's own attribute, or by a fieldset around it.
    if (fieldset) fieldset.disabled = this.matches(':disabled');
    // Not set by the template, which does not know which radio the browser has checked.
    for (const radio of radios) radio.checked = Number(radio.value) === value;
  }

  // The radio's `input` event reaches the page as this element's event; its `change` stops at the shadow root.
  #choose(event: Event): void {
    this.value = Number((event.target as HTMLInputElement).value);
  }

  #emit(type: 'input' | 'change'): void {
    /** @internal Not an event of its own, for the manifest. */
    this.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  }

  #clear(): void {
    // The reader has used the element, so an error may be shown. If it is not required, the next line removes this
    // state.
    this.#internals.states.add(userInvalid);
    this.value = null;
    // The button disappears, so move the focus.
    this.focus();
    this.#emit('input');
    this.#emit('change');
  }

  override render(): TemplateResult {
    const { l10n, label, readonly, value } = this;
    const max = this.#max;
    const parts = readonly ? [] : this.#step < 1 ? [0.5, 1] : [1];
    // Below 0 and above 5 the gradient has one colour only.
    const stars = Array.from(
      { length: max },
      (_, before) =>
        html`<span part="star" class="stars" .style=${`--value:${(Number(value) - before) * 5}`}
          >${parts.map(
            (part) =>
              html`<input
                type="radio"
                name="stars"
                value=${before + part}
                aria-label=${l10n.text('stars', { n: before + part, max })}
              />`,
          )}</span
        >`,
    );
    if (readonly) {
      return html`${label && html`<div part="label">${label}</div>`}
        <div class="row" role="img" aria-label=${l10n.text('average', { n: Number(value), max })}>${stars}</div>`;
    }
    const invalid = this.#internals.states.has(userInvalid);
    return html`<fieldset
      role="radiogroup"
      aria-required=${this.required}
      aria-invalid=${invalid}
      aria-description=${invalid ? this.validationMessage : nothing}
      @input=${this.#choose}
      @change=${() => this.#emit('change')}
    >
      <legend part="label" class=${label ? nothing : 'unseen'}>
        ${label || this.labels[0]?.textContent?.trim() || l10n.text('rating')} <small>${this.hint}</small>
      </legend>
      <div class="row">${stars}</div>
      ${this.clearable && value ? html`<button type="button" part="button" @click=${this.#clear}>${l10n.text('clear')}</button>` : nothing}
    </fieldset>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'starling-rating': StarlingRating;
  }
}
