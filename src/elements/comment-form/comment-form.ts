import type { Changed, PropertyDeclarations } from '../base/reactive-element.js';
import type { FieldRule, RatingMode } from '../../contract.js';
import type { TextField } from '../../thread/check-field.js';
import { loadPart } from '../../platform/load-part.js';
import { keep, recall } from '../../platform/storage.js';
import type { ThreadStore } from '../../thread/thread-store.js';
import { toStarlingError } from '../../errors.js';
import { draftKey, type TypedDraft } from '../../thread/typed-draft.js';
import { styles } from './comment-form.styles.js';
import type { FormHost, FormState } from './form-host.js';
import { renderForm } from './form-view.js';
import type { Composer } from './later/composer.js';
import { ThreadElement } from '../base/thread-element.js';
import { withAttributes } from '../base/with-attributes.js';

/** The rules until the backend has sent its own. Most backends have the same ones, so the layout seldom changes. */
const usualFields = { email: 'required', name: 'required', url: 'hidden' } as const;
const empty: TypedDraft = { email: '', name: '', url: '', body: '', rating: null };

/**
 * The form to rate and to comment, or to answer a comment.
 *
 * What is typed is kept in the browser until it is sent, one draft for a thread; so is the idempotency key, so that a
 * second attempt after a lost answer makes no second comment.
 *
 * @summary The form for a rating and a comment, or for an answer to one.
 * @event starling-submit - The reader is about to send; `preventDefault()` keeps it from being sent. `.draft`
 * @event starling-submitted - The backend kept the comment. `.comment`
 * @event starling-rated - The backend kept the comment's stars. `.value`
 * @event starling-error - It could not be sent. `.error`
 * @slot heading - Stands in place of "Leave a Comment".
 * @slot captcha - Filled by the element itself with the captcha's container.
 * @csspart heading - The line above the form.
 * @csspart form - The form.
 * @csspart field - A label, its field and the line below.
 * @csspart label - The label of a field.
 * @csspart hint - What is beside a label, and the number of characters.
 * @csspart button - Any button but that which sends.
 * @csspart input - A text field.
 * @csspart error - What is wrong, below a field or above the button.
 * @csspart success - "Looks good!" below a field, and the thanks above the button.
 * @csspart submit - The button that sends.
 * @csspart star - Each star.
 * @cssproperty --starling-color-accent - Of the button and the focus.
 * @cssproperty --starling-color-error - Of what is wrong.
 * @cssproperty --starling-color-success - Of what is right.
 * @cssproperty --starling-color-border - Of the fields.
 * @cssproperty [--starling-radius=0.5em] - Of fields and buttons.
 * @cssproperty [--starling-space=1em] - Between the fields.
 */
export class StarlingCommentForm
  extends withAttributes(ThreadElement, [
    'captcha',
    'captchaKey',
    'captchaPlacement',
    'composer',
    'feedback',
    'headingLevel',
    'images',
    'rating',
  ])
  implements FormHost
{
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    parent: {},
    replyTo: {},
  };

  /** Id of the comment to answer; absent for a comment of its own. */
  parent?: string;
  /** Name of that comment's author. */
  replyTo = '';
  /** @internal */
  state: FormState = { typed: { ...empty }, remember: false, sending: false };
  #draftOf?: ThreadStore;
  #draftKey = '';
  /** Set once its chunk has loaded. */
  #composer?: Composer;
  #isPrefetching = false;
  /** Why the composer could not be loaded. */
  #failure?: FormState['error'];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#composer?.attach();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#composer?.release();
  }

  protected override willUpdate(changed: Changed): void {
    super.willUpdate(changed);
    const { store } = this;
    // Load what writing needs, after the content that the reader waits for has rendered.
    if (store?.settings && !this.#isPrefetching && !saveData()) {
      this.#isPrefetching = true;
      setTimeout(() => this.#compose(), 1000);
    }
    if (!store || (store === this.#draftOf && !changed.has('parent'))) return;
    const typed = this.#collect();
    // Text that was typed before the thread had its name belongs to this thread.
    const begun = this.#draftOf ? [] : Object.entries(typed).filter(([, value]) => value);
    const wasOpen = this.#composer;
    this.#release();
    this.#draftOf = store;
    this.#draftKey = draftKey(store.target, this.parent);
    const kept = recall<TypedDraft>(this.#draftKey);
    this.start({ ...empty, ...kept, ...Object.fromEntries(begun) });
    if (kept?.body) this.state.outcome = 'restored';
    if (wasOpen || kept || this.parent || begun.length) void this.#compose();
  }

  /** Goes to the first field that is empty. */
  override focus(): void {
    void this.updateComplete.then(() => {
      const inputs = [...this.renderRoot.querySelectorAll<HTMLInputElement>('.field input, textarea')];
      (inputs.find((input) => !input.value) ?? inputs.at(-1))?.focus();
    });
  }

  /** @internal */
  change(change: Partial<FormState>): void {
    Object.assign(this.state, change);
    this.requestUpdate();
  }

  /** @internal */
  start(typed: TypedDraft): void {
    this.change({ typed, error: undefined, outcome: undefined, preview: undefined });
    // Fields that the reader has changed no longer follow their default value, so reset them.
    this.renderRoot.querySelector('form')?.reset();
  }

  /** @internal The stricter of what thread and backend ask for. */
  rule(name: TextField | 'rating'): FieldRule {
    const { settings: thread, backend } = this.store ?? {};
    if (name === 'body') return 'required';
    if (name === 'rating') {
      let mode = thread?.ratings ?? 'optional';
      // The page's setting counts only if the backend leaves the choice open.
      if (mode === 'optional') mode = (this.scope?.attributes.rating as RatingMode) || mode;
      return this.parent || mode === 'off' ? 'hidden' : mode;
    }
    const rules = [(thread?.fields ?? usualFields)[name], backend?.fields?.[name]];
    return (['required', 'optional'] as const).find((rule) => rules.includes(rule)) ?? 'hidden';
  }

  /** @internal Provider, then mode. The backend's word counts first; the page adds the mode. */
  get captchaName(): string {
    const provider = this.store?.settings?.captcha?.provider ?? '';
    const captcha = this.scope?.attributes.captcha;
    return captcha?.startsWith(provider) ? captcha : provider;
  }

  /** Loads what a form needs once somebody writes in it. Undefined if that fails, or if the element is gone by then. */
  async #compose(): Promise<Composer | undefined> {
    // Return at once if it is loaded: later events must not be handled before earlier ones.
    if (this.#composer) return this.#composer;
    const { store } = this;
    try {
      const { Composer } = await loadPart(() => import('./later/composer.js'));
      if (this.isConnected && store && store === this.store) {
        this.#composer ??= new Composer(this, store, this.#draftKey);
      }
    } catch (cause) {
      // The next event tries to load it again.
      this.#failure = toStarlingError(cause);
    }
    return this.#composer;
  }

  #release(): void {
    this.#composer?.release();
    this.#composer = undefined;
  }

  /**
   * Reads the values from the fields, because password managers and scripts may fill them without an event. Stores them
   * here as long as the composer is not loaded, because the page or the element may go away at any moment.
   */
  #collect(): TypedDraft {
    const { typed } = this.state;
    for (const { name, value } of this.renderRoot.querySelectorAll<HTMLInputElement>('[name]')) {
      if (name in empty && typed[name as keyof TypedDraft] !== value) {
        Object.assign(typed, { [name]: value, key: undefined });
        if (this.#draftOf && !this.#composer) keep(this.#draftKey, typed);
      }
    }
    return typed;
  }

  readonly #tell = ({ type, target }: Event): void => {
    this.#collect();
    if (type === 'focusin') this.change({ isOpen: true });
    void this.#compose().then((composer) => composer?.tell(type, target as HTMLInputElement));
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.state.sending || !this.store) return;
    this.#collect();
    this.change({ sending: true });
    const composer = await this.#compose();
    if (composer) return composer.submit();
    this.change({ sending: false, error: this.#failure });
  };

  protected override render(): unknown {
    return renderForm(this, this.#composer, this.#tell, this.#submit);
  }
}

const saveData = (): boolean | undefined => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData;

declare global {
  interface HTMLElementTagNameMap {
    'starling-comment-form': StarlingCommentForm;
  }
}
