import type { Comment } from '../../../contract.js';
import { CommentEvent, ErrorEvent, RatedEvent, SubmitEvent } from '../../../events.js';
import { adoptStyles } from '../../../styles/adopt-styles.js';
import { fieldStates } from '../../../styles/field-states.js';
import { loadPart } from '../../../platform/load-part.js';
import { recall } from '../../../platform/storage.js';
import { writingKey } from '../../../platform/writing-keys.js';
import { type DraftStore, draftStore } from '../../../thread/draft-store.js';
import { lastAuthor, rememberAuthor, rememberedAuthor } from '../../../thread/last-author.js';
import { draftOf, submitDraft } from '../../../thread/submit-draft.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import { StarlingError, toStarlingError } from '../../../errors.js';
import { authorFields, type TypedDraft } from '../../../thread/typed-draft.js';
import { requestSubmit, submitAnyway } from '../../base/later/submit-anyway.js';
import { tellAuthor } from '../../base/later/tell-author.js';
import type { Field, FormHost, Note } from '../form-host.js';
import { composerStyles } from './composer.styles.js';
import { hintEmail } from './email-hint.js';
import type { FormIdentity } from '../sign-in/form-identity.js';
import { FieldFeedback, isField } from './field-feedback.js';
import { type FormActions, formViews, type FormViews } from './form-views.js';
import { HeldCaptcha } from './held-captcha.js';
import { NetworkWait } from './network-wait.js';
import { prefetch } from './prefetch.js';

/**
 * What a form does once somebody writes in it: it keeps the text, says what is wrong and right, asks for the captcha,
 * shows a preview, and sends. A first view has no need of it.
 */
export class Composer implements FormActions {
  readonly views: FormViews;
  /** Where the backend knows people. */
  identity?: FormIdentity;
  readonly #host: FormHost;
  readonly #store: ThreadStore;
  readonly #drafts: DraftStore;
  readonly #feedback: FieldFeedback;
  /** What the fields held as the reader was last heard of. */
  readonly #seen: Partial<TypedDraft>;
  readonly #captcha: HeldCaptcha;
  readonly #wait: NetworkWait;
  #identifying?: Promise<void>;
  #unsubscribe?: () => void;
  /** Whether the reader is in the form. */
  #isInside = false;

  /** @param key where the draft is kept */
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
    // What was kept a moment ago is none that the reader has come back to.
    const restored = host.state.outcome === 'restored' && recall<TypedDraft>(key);
    // Of what waited for a network nobody knows whether it is still wanted.
    if (restored && restored.waiting) host.change({ outcome: 'unsent' });
    this.#seen = { ...author, ...(restored || {}) };
    this.#drafts = draftStore(key);
    this.#wait = new NetworkWait(host, this.#drafts, this.#submitForm);
    const { typed } = host.state;
    // Into fields that are empty: the reader may have begun.
    for (const name of authorFields) typed[name] ||= author?.[name] ?? '';
    host.change({ remember: !!rememberedAuthor() });
    this.attach();
    submitAnyway(host.shadowRoot!);
    for (const styles of [fieldStates, composerStyles]) adoptStyles(host.shadowRoot!, styles);
    this.#grow();
    // What fails here is told when it is needed, as the form is sent.
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

  /** Something happened in a field, by the type of the native event; the state has the new value already. */
  tell(type: string, { name, checked, type: kind }: HTMLInputElement): void {
    const host = this.#host;
    if (type === 'focusin') {
      this.#captcha.prepare();
      hintEmail(host);
    }
    this.#isInside = type !== 'focusout';
    if (kind === 'checkbox' && !name) this.#remember(checked);
    if (!isField(name) || name === 'captcha') return;
    if (name === 'body') this.#grow();
    const { typed } = host.state;
    // Of what a script or a password manager filled in there is no event before the reader leaves it.
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
    // The native one: the reader has left a field that is not as it was.
    if (type === 'change' || isFilled) {
      this.#feedback.left(name);
      host.change({ heard: this.note(name)?.state === 'wrong' ? name : undefined });
    }
  }

  /** Sends what was typed, if it can be sent; says so in any case. */
  async submit(): Promise<void> {
    const host = this.#host;
    const { typed } = host.state;
    // The rating tells the reader by itself, once it was asked.
    host.shadowRoot!.querySelector('form')!.checkValidity();
    this.#feedback.forgive();
    this.stopWaiting();
    host.change({ error: undefined, outcome: undefined, preview: undefined, attention: false, heard: undefined });
    try {
      if (await this.#check()) await this.#send(typed);
      else host.change({ attention: true });
    } catch (cause) {
      this.#fail(toStarlingError(cause), typed);
    }
    host.change({ sending: false });
    const [wrong] = this.#feedback.wrong();
    if (wrong === 'captcha') this.#captcha.focus();
    else if (wrong) {
      await host.updateComplete;
      host.shadowRoot!.querySelector<HTMLElement>(`[name=${wrong}]`)?.focus();
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
    // The button goes away, and must not take the focus with it.
    this.#host.focus();
  };

  /** An answer of which nothing is written yet goes by Escape; words go by a button alone. */
  readonly #press = (event: KeyboardEvent): void => {
    const asked = writingKey(event);
    const { parent, state } = this.#host;
    if (asked === 'send') this.#submitForm();
    if (asked === 'close' && parent && !state.typed.body.trim()) this.cancel();
  };

  /** Listens for what may happen while the form is on the page. */
  attach(): void {
    addEventListener('pagehide', this.#drafts.flush);
    this.#host.addEventListener('keydown', this.#press);
    // The settings may arrive after the reader.
    this.#unsubscribe = this.#store.subscribe(() => {
      this.#extend();
      if (this.#isInside && !this.#captcha.isThere) this.#captcha.prepare();
    });
    this.#extend();
  }

  /**
   * Keeps what is not kept yet, and takes the captcha off the page. What is being sent goes on: a form that is moved tells
   * its reader of it all the same, and whoever waits for the captcha that is gone is asked to try again.
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

  /** Where replies can be mailed they are offered, and where people can sign in the form says who has. */
  #extend(): void {
    const { settings } = this.#store;
    // What fails here is tried again with whatever comes next.
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

  /** Once the text that is there is drawn. Where no code is to be had the field stays as it is. */
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

  async #check(): Promise<boolean> {
    if (!this.#feedback.check()) return false;
    // Only the settings say whether a captcha is asked for.
    if (!this.#store.settings) await this.#store.load();
    await this.#identifying;
    await this.#captcha.hold();
    return this.#feedback.check();
  }

  async #send(typed: TypedDraft): Promise<void> {
    const host = this.#host;
    const draft = draftOf(this.#store, typed, host.parent, (field) => host.rule(field));
    try {
      draft.captcha = await this.#captcha.answer();
      if (!host.dispatchEvent(new SubmitEvent(draft))) return;
      const comment = await submitDraft(this.#store, typed, draft, this.#drafts);
      const { email, name, url, body } = typed;
      rememberAuthor({ email, name, url }, host.state.remember);
      // The reader may have gone on writing, or to another thread.
      if (typed === host.state.typed) {
        const isDone = body === draft.body;
        if (isDone) this.#clear();
        host.change({ outcome: comment.status === 'published' ? 'posted' : 'held' });
        if (isDone && !host.parent) this.#show(comment);
      }
      host.dispatchEvent(new CommentEvent('submitted', comment));
      if (draft.rating) host.dispatchEvent(new RatedEvent(draft.rating));
    } finally {
      this.#captcha.reset();
    }
  }

  #fail(error: StarlingError, typed: TypedDraft): void {
    const host = this.#host;
    // The key was used for another text: the next attempt is a new one.
    if (error.code === 'conflict') typed.key = undefined;
    if (error.code === 'captcha') this.#feedback.refuse('captcha', { key: 'error.captcha' });
    else if (typed === host.state.typed) {
      if (error.code === 'network' && !navigator.onLine) this.#wait.begin();
      // No server can list a page without an origin (a frame with sandbox): to try again would help nobody.
      else if (error.code === 'network' && self.origin === 'null')
        host.change({ error: new StarlingError('misconfigured', error.message) });
      else host.change({ error });
    }
    for (const [path, text] of Object.entries(error.fields ?? {})) {
      // A broken backend's may be anything.
      if (typeof text === 'string') this.#feedback.refuse(path.replace('author.', '') as Field, text);
    }
    host.dispatchEvent(new ErrorEvent(error));
  }

  /** Brings it into view. Without that part the reader has the word that it is there. */
  #show({ id }: Comment): void {
    import('../../comment-list/later/show-posted.js').then(
      ({ showPosted }) => showPosted(this.#store, id),
      () => undefined,
    );
  }

  readonly #submitForm = (): void => requestSubmit(this.#host.shadowRoot!.querySelector('form')!);

  readonly stopWaiting = (): void => this.#wait.end();

  /** Empties the form, but for who writes. */
  #clear(): void {
    const { state } = this.#host;
    this.#feedback.clear();
    this.#host.start({ ...state.typed, body: '', rating: null, key: undefined, waiting: undefined });
    Object.assign(this.#seen, state.typed);
    this.#grow();
  }
}
