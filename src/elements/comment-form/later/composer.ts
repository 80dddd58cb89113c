import { html, nothing, type TemplateResult } from 'lit';
import { type Draft, limits, type Stars } from '../../../contract.js';
import { CommentEvent, ErrorEvent, RatedEvent, SubmitEvent } from '../../../events.js';
import { adoptStyles } from '../../../styles/adopt-styles.js';
import { codePoints } from '../../../thread/check-field.js';
import { randomToken } from '../../../platform/random-token.js';
import { submitComment } from '../../../thread/change-thread.js';
import { type DraftStore, draftStore } from '../../../thread/draft-store.js';
import { lastAuthor, rememberAuthor } from '../../../thread/last-author.js';
import { type ThreadStore, toStarlingError } from '../../../thread/thread-store.js';
import { authorFields, draftKey, type TypedDraft } from '../../../thread/typed-draft.js';
import type { StarlingCommentForm } from '../comment-form.js';
import { composerStyles } from './composer.styles.js';
import { type Field, FieldFeedback, isField } from './field-feedback.js';
import { type FormCaptcha, formCaptcha } from './form-captcha.js';
import { renderPreview } from './form-preview.js';

/**
 * What a form does once somebody writes in it: it keeps the text, says what is wrong and right, asks for the captcha,
 * shows a preview, and sends. Until then a first view has no need of it.
 */
export class Composer {
  readonly #form: StarlingCommentForm;
  readonly #drafts: DraftStore;
  readonly #feedback: FieldFeedback;
  #captcha?: FormCaptcha;
  #preview?: TemplateResult;

  constructor(form: StarlingCommentForm) {
    this.#form = form;
    this.#drafts = draftStore(draftKey(form.store!.target, form.parent));
    this.#feedback = new FieldFeedback(form, () => this.#captcha?.missing);
    addEventListener('pagehide', this.#drafts.flush);
    adoptStyles(form.renderRoot.firstChild!, composerStyles);
    // The texts of what may come are loaded now, while there is a network to load them by.
    form.l10n.text('posted');
    form.requestUpdate();
  }

  /** Something happened in a field: `focusin`, `input`, or the native `change` of one that is left as it was not. */
  tell(type: string, { name, checked, type: kind }: HTMLInputElement): void {
    const form = this.#form;
    if (type === 'focusin') return this.#prepare();
    if (kind === 'checkbox') {
      form.remember = checked;
      if (!checked) rememberAuthor(lastAuthor(), false);
    }
    if (!isField(name)) return;
    if (type === 'change') this.#feedback.left(name);
    else {
      this.#drafts.save(form.typed);
      this.#feedback.changed(name);
      if (name === 'body') this.#preview = undefined;
    }
    form.requestUpdate();
  }

  /** The form was drawn: the thread's settings may have arrived after the reader did. */
  updated(): void {
    for (const field of this.#form.renderRoot.querySelectorAll('.field')) {
      const input = field.querySelector<HTMLInputElement>('[name]')!;
      const note = field.querySelector('p')!;
      const { state, text } = this.#feedback.note(input.name as Field);
      field.className = `field ${state}`;
      input.ariaInvalid = `${state === 'wrong'}`;
      note.setAttribute('part', state === 'wrong' ? 'error' : 'success');
      // Read out when it is another text, not at every letter.
      if (note.textContent !== text) note.textContent = text;
    }
    if (!this.#captcha && this.#form.matches(':focus-within')) this.#prepare();
  }

  /** Sends what was typed, if it can be sent; says so in any case. */
  async submit(): Promise<void> {
    const form = this.#form;
    const { typed } = form;
    form.error = form.outcome = this.#preview = undefined;
    this.#feedback.forgive();
    try {
      if (await this.#check()) await this.#send(form.store!, typed);
    } catch (cause) {
      const error = toStarlingError(cause);
      // The key was used for another text: the next attempt is a new one.
      if (error.code === 'conflict') typed.key = undefined;
      if (error.code === 'captcha') this.#feedback.refuse({ captcha: form.l10n.text('error.captcha') });
      else if (typed === form.typed) form.error = error;
      this.#feedback.refuse(error.fields ?? {});
      form.dispatchEvent(new ErrorEvent(error));
    }
    form.sending = false;
    form.requestUpdate();
    await form.updateComplete;
    const wrong = this.#feedback.firstWrong();
    if (wrong === 'captcha') this.#captcha?.focus();
    else if (wrong) form.renderRoot.querySelector<HTMLElement>(`[name=${wrong}]`)?.focus();
  }

  /** Keeps what is not kept yet, and takes the captcha off the page. */
  release(): void {
    removeEventListener('pagehide', this.#drafts.flush);
    this.#drafts.flush();
    this.#captcha?.release();
  }

  async #check(): Promise<boolean> {
    const form = this.#form;
    // The rating tells the reader by itself, once it was asked.
    form.renderRoot.querySelector('form')!.checkValidity();
    if (!this.#feedback.check()) return false;
    const store = form.store!;
    // Only the settings say whether a captcha is asked for.
    if (!store.settings) await store.load();
    await this.#hold();
    return this.#feedback.check();
  }

  async #send(store: ThreadStore, typed: TypedDraft): Promise<void> {
    const form = this.#form;
    const draft = this.#draft(store, typed);
    // One key as long as nothing is changed, kept before it is sent: whatever happens to the answer or to the page, it
    // is one comment.
    const key = (typed.key ??= randomToken());
    this.#drafts.save(typed);
    this.#drafts.flush();
    try {
      draft.captcha = await this.#captcha?.answer();
      if (!form.dispatchEvent(new SubmitEvent(draft))) return;
      const comment = await submitComment(store, draft, key);
      const { email, name, url, body } = typed;
      rememberAuthor({ email, name, url }, form.remember);
      // The reader may have gone on writing, or to another thread.
      if (body === draft.body) this.#drafts.forget();
      if (typed === form.typed) {
        if (body === draft.body) this.#clear();
        form.outcome = comment.status === 'published' ? 'posted' : 'held';
      }
      form.dispatchEvent(new CommentEvent('submitted', comment));
      if (draft.rating) form.dispatchEvent(new RatedEvent(draft.rating));
    } finally {
      // A token is good once.
      this.#captcha?.reset();
    }
  }

  #draft({ target }: ThreadStore, { body, rating, ...typed }: TypedDraft): Draft {
    const form = this.#form;
    const author: Draft['author'] = {};
    for (const name of authorFields) {
      const value = typed[name].trim();
      if (value && form.rule(name) !== 'hidden') author[name] = value;
    }
    return {
      ...target,
      parent: form.parent || undefined,
      author,
      body,
      rating: ((form.rule('rating') !== 'hidden' && rating) || undefined) as Stars | undefined,
    };
  }

  /** Empties the form, but for who writes. */
  #clear(): void {
    const form = this.#form;
    this.#feedback.clear();
    form.outcome = undefined;
    form.typed = { ...form.typed, body: '', rating: null, key: undefined };
    // Resets the rating also in that somebody has tried it.
    form.renderRoot.querySelector('form')!.reset();
    form.requestUpdate();
  }

  #prepare(): void {
    // What fails here is told when it is needed, as the form is sent.
    this.#hold().catch(() => {});
  }

  async #hold(): Promise<void> {
    const form = this.#form;
    const name = form.captchaName;
    if (!form.store?.settings || !form.isConnected) return;
    if (this.#captcha?.name !== name) {
      this.#captcha?.release();
      this.#captcha = name ? formCaptcha(form, name, () => this.#captchaChanged()) : undefined;
    }
    await this.#captcha?.hold();
  }

  #captchaChanged(): void {
    this.#feedback.changed('captcha');
    this.#form.requestUpdate();
  }

  renderNote(name: 'rating' | 'captcha'): TemplateResult {
    const { state, text } = this.#feedback.note(name);
    return html`<p class="note" part="error" role=${name === 'captcha' ? 'alert' : nothing}>
      ${state === 'wrong' ? text : nothing}
    </p>`;
  }

  /** Beside the note of the message: its length, read out only near the limit and there at every twentieth of it. */
  renderExtra(): TemplateResult {
    const { l10n, typed } = this.#form;
    const max = limits.body;
    const n = codePoints(typed.body);
    const twentieth = Math.floor((n / max) * 20);
    const near = twentieth > 15;
    const heard = near ? l10n.text('left', { n: (twentieth * max) / 20, max }) : nothing;
    return html`<span class="count ${near ? 'near' : ''}">${n ? l10n.text('left', { n, max }) : nothing}</span
      ><span class="unseen" role="status">${heard}</span>${this.#preview}`;
  }

  /** Beside the one that sends. */
  renderButtons(): unknown {
    const { typed, store, l10n, parent } = this.#form;
    const preview = typed.body.trim() && store?.backend?.preview;
    return [
      preview
        ? html`<button type="button" class="quiet" aria-expanded=${!!this.#preview} @click=${this.#togglePreview}>
            ${l10n.text('preview')}
          </button>`
        : nothing,
      parent ? html`<button type="button" @click=${this.#cancel}>${l10n.text('cancel')}</button>` : nothing,
    ];
  }

  /** What has become of it. */
  renderOutcome(): unknown {
    const { l10n, outcome } = this.#form;
    if (!outcome) return nothing;
    const discard = html` <button type="button" class="quiet" @click=${this.#discard}>${l10n.text('discard')}</button>`;
    return [l10n.text(outcome), outcome === 'restored' ? discard : nothing];
  }

  readonly #cancel = (): void => {
    this.#form.dispatchEvent(new Event('starling-cancel'));
  };

  readonly #discard = (): void => {
    this.#drafts.forget();
    this.#clear();
    // The button goes away, and must not take the focus with it.
    this.#form.focus();
  };

  readonly #togglePreview = (): void => {
    const show = (content?: TemplateResult) => {
      this.#preview = content;
      this.#form.requestUpdate();
    };
    if (this.#preview) show();
    else void renderPreview(this.#form, show);
  };
}
