import { setMessages } from '../../../i18n/locale.js';
import { enWriting } from '../../../locales/en-writing.js';
import { adoptStyles } from '../../../styles/adopt-styles.js';
import { fieldStates } from '../../../styles/field-states.js';
import { loadPart } from '../../../platform/load-part.js';
import { recall } from '../../../platform/storage.js';
import { writingKey } from '../../../platform/writing-keys.js';
import { type DraftStore, draftStore } from '../../../thread/draft-store.js';
import { lastAuthor, rememberAuthor, rememberedAuthor } from '../../../thread/last-author.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import type { StarlingError } from '../../../errors.js';
import { authorFields, type TypedDraft } from '../../../thread/typed-draft.js';
import type { Field, FormHost, Note } from '../form-host.js';
import { type CaptchaOnDemand, captchaOnDemand } from './captcha-on-demand.js';
import { composerStyles } from './composer.styles.js';
import type { FormIdentity } from '../sign-in/form-identity.js';
import { FieldFeedback, isField } from './field-feedback.js';
import { formSender } from './form-sender.js';
import { type FormActions, formViews, type FormViews } from './form-views.js';
import { NetworkWait } from './network-wait.js';

setMessages('en', enWriting, true);

/**
 * What a form does once somebody writes in it: it stores the text, says what is wrong and right, asks for the captcha,
 * shows a preview, and sends. A first view does not need it.
 */
export class Composer implements FormActions {
  readonly views: FormViews;
  /** Sends what was typed if it is valid; shows the outcome in any case. */
  readonly submit: () => Promise<void>;
  /** Set if the backend has accounts that people can sign in to. */
  identity?: FormIdentity;
  readonly #host: FormHost;
  readonly #store: ThreadStore;
  readonly #drafts: DraftStore;
  readonly #feedback: FieldFeedback;
  /** The values of the fields at the last event by the reader. */
  readonly #seen: Partial<TypedDraft>;
  readonly #captcha: CaptchaOnDemand;
  readonly #wait: NetworkWait;
  #identifying?: Promise<void>;
  #unsubscribe?: () => void;

  /** @param key the storage key of the draft */
  constructor(host: FormHost, store: ThreadStore, key: string) {
    this.#host = host;
    this.#store = store;
    this.#captcha = captchaOnDemand(host, store, () => {
      this.#feedback.changed('captcha');
      host.change({});
    });
    this.#feedback = new FieldFeedback(host, () => this.#captcha.held?.missing);
    this.views = formViews(host, this, this.#feedback);
    const author = lastAuthor();
    // A draft that was stored a moment ago does not count as restored.
    const restored = host.state.outcome === 'restored' && recall<TypedDraft>(key);
    // A restored draft that waited for a network is not sent by itself, as the reader may no longer want to send it.
    if (restored && restored.waiting) host.change({ outcome: 'unsent' });
    this.#seen = { ...author, ...(restored || {}) };
    this.#drafts = draftStore(key);
    this.#wait = new NetworkWait(host, this.#drafts, this.#submitForm);
    this.submit = formSender({
      host,
      store,
      drafts: this.#drafts,
      feedback: this.#feedback,
      captcha: this.#captcha,
      wait: this.#wait,
      isBarred: this.#isBarred,
      clear: this.#clear,
    });
    const { typed } = host.state;
    // Fill in only empty fields, because the reader may have started to type.
    for (const name of authorFields) typed[name] ||= author?.[name] ?? '';
    host.change({ remember: !!rememberedAuthor() });
    this.attach();
    if (self !== top)
      import('../../base/later/submit-anyway.js').then(
        ({ submitAnyway }) => submitAnyway(host.shadowRoot!),
        () => {},
      );
    for (const styles of [fieldStates, composerStyles]) adoptStyles(host.shadowRoot!, styles);
    this.#grow();
    // Loads everything else that writing and sending need, while there is a network and before the server is upgraded to
    // another version. A failure here is reported when the part is needed, which is when the form is sent.
    Promise.all([store.backend?.prepare?.(), this.#captcha.load().then((captcha) => captcha?.prefetch())]).catch(
      () => {},
    );
  }

  note(field: Field): Note | undefined {
    return this.#feedback.note(field);
  }

  /** Handles a native event in a field, given its type. The state has the new value already. */
  tell(type: string, field: HTMLInputElement): void {
    const host = this.#host;
    const { name, checked, type: kind } = field;
    if (kind === 'checkbox' && !name) this.#remember(checked);
    if (!isField(name) || name === 'captcha') return;
    // Not at a button, which must stay under the pointer that presses it.
    if (type === 'focusin' || (type === 'input' && !this.#captcha.held?.isThere)) this.#prepareCaptcha();
    if (name === 'body') this.#grow();
    if (name === 'email') field.ariaDescription = host.l10n.text('unpublished');
    const { typed } = host.state;
    // If a script or a password manager filled in a field, there is no event until the reader leaves it.
    const isFilled = type === 'focusout' && (typed[name] || '') !== (this.#seen[name] || '');
    if (type === 'input' || isFilled) {
      this.stopWaiting();
      Object.assign(this.#seen, { [name]: typed[name] });
      this.#drafts.save(typed);
      this.#feedback.changed(name);
      host.change({
        attention: false,
        heard: undefined,
        preview: name === 'body' && type === 'input' ? undefined : host.state.preview,
      });
    }
    // The native `change` event: the reader has left a field whose value has changed.
    if (type === 'change' || isFilled) {
      this.#feedback.left(name);
      host.change({ heard: this.note(name)?.state === 'wrong' ? name : undefined });
    }
  }

  /**
   * Shows the captcha, for an action of the reader in a field. The room for it is made in the same frame, so that
   * nothing moves at another moment; while the code for that is still loading, the next action makes it. A failure is
   * reported when the captcha is needed, which is when the form is sent.
   */
  #prepareCaptcha(): void {
    const { held } = this.#captcha;
    (held ? held.hold() : this.#captcha.load()).catch(() => {});
  }

  readonly togglePreview = (): void => {
    if (this.#host.state.preview) this.#host.change({ preview: undefined });
    else
      loadPart(() => import('./form-preview.js')).then(
        ({ showPreview }) => showPreview(this.#host),
        (error: StarlingError) => this.#host.change({ error }),
      );
  };

  readonly cancel = (): void => {
    this.#host.dispatchEvent(new Event('starling-cancel'));
  };

  readonly discard = (): void => {
    this.#drafts.forget();
    this.#clear();
    // The button disappears, so move the focus.
    this.#host.focus();
  };

  /** Escape closes a reply that is still empty; typed text can only be discarded by a button. */
  readonly #press = (event: KeyboardEvent): void => {
    const asked = writingKey(event);
    const { parent, state } = this.#host;
    if (asked === 'send') this.#submitForm();
    if (asked === 'close' && parent && !state.typed.body.trim()) this.cancel();
  };

  /** Adds the listeners that are needed while the form is on the page. */
  attach(): void {
    addEventListener('pagehide', this.#drafts.flush);
    this.#host.addEventListener('keydown', this.#press);
    this.#unsubscribe = this.#store.subscribe(() => this.#extend());
    this.#extend();
  }

  /**
   * Stores unsaved text, and removes the captcha from the page. A request in progress goes on, so that a form that is
   * moved still shows its outcome. If a captcha that is removed was being waited for, the reader is asked to try again.
   */
  release(): void {
    removeEventListener('pagehide', this.#drafts.flush);
    this.#host.removeEventListener('keydown', this.#press);
    this.#unsubscribe?.();
    this.#wait.release();
    this.#drafts.flush();
    this.#captcha.held?.release();
    this.identity?.release();
    this.identity = this.#identifying = undefined;
  }

  /** Offers replies by e-mail if the backend can send them, and shows who is signed in if people can sign in. */
  #extend(): void {
    const { settings } = this.#store;
    // A failure here is tried again at the next change of the store.
    if (settings?.notify)
      void import('./form-notify.js').then(
        ({ offerNotify }) => offerNotify(this.#host),
        () => {},
      );
    if (!settings?.identity) return;
    this.identity?.adapt();
    this.#identifying ??= loadPart(() => import('../sign-in/form-identity.js')).then(
      async ({ formIdentity }) => {
        this.identity = await formIdentity(this.#host, this.#store, this.#captcha);
        this.#host.change({});
      },
      () => (this.#identifying = undefined),
    );
  }

  /**
   * Fits the text field to its text, after that has rendered. If the code can't be loaded, the field stays as it is.
   */
  #grow(): void {
    if (CSS.supports('field-sizing', 'content')) return;
    import('./grow.js').then(
      ({ growFields }) => growFields(this.#host),
      () => {},
    );
  }

  #remember(remember: boolean): void {
    this.#host.change({ remember });
    if (!remember) rememberAuthor(lastAuthor(), false);
  }

  /** Whether the reader has to sign in first, which they are told then. */
  readonly #isBarred = async (): Promise<boolean> => {
    await this.#identifying;
    return !!this.identity?.isBarred();
  };

  /** By the event alone: some frames block forms, and nothing but our listener handles it. */
  readonly #submitForm = (): unknown =>
    this.#host.shadowRoot!.querySelector('form')!.dispatchEvent(new Event('submit'));

  readonly stopWaiting = (): void => this.#wait.end();

  /** Empties the form, except for the author's fields. */
  readonly #clear = (): void => {
    const { state } = this.#host;
    this.#feedback.clear();
    this.#host.start({ ...state.typed, body: '', rating: null, key: undefined, waiting: undefined });
    Object.assign(this.#seen, state.typed);
    this.#grow();
  };
}
