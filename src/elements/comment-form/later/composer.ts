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
import { requestSubmit, submitAnyway } from '../../base/later/submit-anyway.js';
import { tellAuthor } from '../../base/later/tell-author.js';
import type { Field, FormHost, Note } from '../form-host.js';
import { composerStyles } from './composer.styles.js';
import { hintEmail } from './email-hint.js';
import type { FormIdentity } from '../sign-in/form-identity.js';
import { FieldFeedback, isField } from './field-feedback.js';
import { formSender } from './form-sender.js';
import { type FormActions, formViews, type FormViews } from './form-views.js';
import { HeldCaptcha } from './held-captcha.js';
import { NetworkWait } from './network-wait.js';
import { prefetch } from './prefetch.js';

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
  readonly #captcha: HeldCaptcha;
  readonly #wait: NetworkWait;
  #identifying?: Promise<void>;
  #unsubscribe?: () => void;

  /** @param key the storage key of the draft */
  constructor(host: FormHost, store: ThreadStore, key: string) {
    this.#host = host;
    this.#store = store;
    this.#captcha = new HeldCaptcha(host, store, () => {
      this.#feedback.changed('captcha');
      host.change({});
    });
    this.#feedback = new FieldFeedback(host, () => this.#captcha.missing);
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
      isBarred: () => this.#isBarred(),
      clear: this.#clear,
    });
    const { typed } = host.state;
    // Fill in only empty fields, because the reader may have started to type.
    for (const name of authorFields) typed[name] ||= author?.[name] ?? '';
    host.change({ remember: !!rememberedAuthor() });
    this.attach();
    submitAnyway(host.shadowRoot!);
    for (const styles of [fieldStates, composerStyles]) adoptStyles(host.shadowRoot!, styles);
    this.#grow();
    // A failure here is reported when the part is needed, which is when the form is sent.
    prefetch(host).then(
      () => hintEmail(host),
      (cause) => {
        if (cause.code === 'misconfigured') tellAuthor(host, cause);
      },
    );
  }

  note(field: Field): Note | undefined {
    return this.#feedback.note(field);
  }

  /** Handles a native event in a field, given its type. The state has the new value already. */
  tell(type: string, { name, checked, type: kind }: HTMLInputElement): void {
    const host = this.#host;
    if (type === 'focusin') hintEmail(host);
    if (kind === 'checkbox' && !name) this.#remember(checked);
    if (!isField(name) || name === 'captcha') return;
    // Not at a button, which must stay under the pointer that presses it.
    if (type === 'focusin' || (type === 'input' && !this.#captcha.isThere)) this.#captcha.prepare();
    if (name === 'body') this.#grow();
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
    this.#captcha.release();
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
        this.identity = await formIdentity(this.#host, this.#store, () => this.#captcha.answerOnce());
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
    Promise.all([import('./grow.js'), this.#host.updateComplete]).then(
      ([{ grow }]) => this.#host.shadowRoot!.querySelectorAll('textarea').forEach(grow),
      () => {},
    );
  }

  #remember(remember: boolean): void {
    this.#host.change({ remember });
    if (!remember) rememberAuthor(lastAuthor(), false);
  }

  /** Whether the reader has to sign in first, which they are told then. */
  async #isBarred(): Promise<boolean> {
    await this.#identifying;
    return !!this.identity?.isBarred();
  }

  readonly #submitForm = (): void => requestSubmit(this.#host.shadowRoot!.querySelector('form')!);

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
