import { html, nothing, type TemplateResult } from 'lit';
import { type Draft, limits } from '../contract.js';
import type { StarlingError } from '../errors.js';
import { adoptStyles } from '../internal/adopt-styles.js';
import { checkField, codePoints, type TextField } from '../internal/check-field.js';
import type { MessageKey } from '../internal/locale.js';
import { type DraftStore, draftStore } from '../thread/draft-store.js';
import { lastAuthor, rememberAuthor } from '../thread/last-author.js';
import { draftKey, type TypedDraft } from '../thread/typed-draft.js';
import type { StarlingCommentForm } from './comment-form.js';
import { composerStyles } from './composer.styles.js';
import { type FormCaptcha, formCaptcha } from './form-captcha.js';
import { renderPreview } from './form-preview.js';

type Field = TextField | 'rating' | 'captcha';
const fields: readonly Field[] = ['rating', 'email', 'name', 'url', 'body', 'captcha'];

/** What is said below a field. */
export interface Note {
  state: 'wrong' | 'good' | '';
  text: string;
}

/**
 * What a form does besides being typed in and sent: it says what is wrong and right, keeps the text, asks for the
 * captcha and shows a preview. Arrives when somebody begins to write.
 */
export class Composer {
  readonly #form: StarlingCommentForm;
  readonly #drafts: DraftStore;
  /** Fields of which is told what is wrong. */
  readonly #judged = new Set<Field>();
  /** Fields that the reader has filled and left. */
  readonly #filled = new Set<Field>();
  /** What the backend found wrong, until the reader changes it. */
  #refused: Partial<Record<Field, string>> = {};
  #captcha?: FormCaptcha;
  #spent = false;
  #preview?: TemplateResult;

  constructor(form: StarlingCommentForm) {
    this.#form = form;
    this.#drafts = draftStore(draftKey(form.store!.target, form.parent));
    addEventListener('pagehide', this.#drafts.flush);
    adoptStyles(form.renderRoot.firstChild!, composerStyles);
    form.requestUpdate();
  }

  /** Something happened in a field: `focusin`, `input`, or the native `change` of one that is left as it was not. */
  tell(type: string, name: string): void {
    // What fails here is told when it is needed, as the form is sent.
    if (type === 'focusin') this.#hold().catch(() => {});
    if (type === 'change' && !this.#form.remember) rememberAuthor(lastAuthor(), false);
    if (!fields.includes(name as Field) || type === 'focusin') return;
    const field = name as Field;
    if (type === 'input') {
      this.#drafts.save(this.#form.typed);
      delete this.#refused[field];
      // Once it is right, it is not called wrong again before the reader leaves it.
      if (!this.#problem(field)) this.#judged.delete(field);
      if (field === 'body') this.#preview = undefined;
    } else {
      this.#judged.add(field);
      this.#filled.add(field);
    }
    this.#form.requestUpdate();
  }

  /** The form was drawn: the thread's settings may have arrived after the reader did. */
  updated(): void {
    if (!this.#captcha && this.#form.matches(':focus-within')) this.#hold().catch(() => {});
  }

  /** Holds every field to its rules, and says so; whether the form can be sent. */
  async check(): Promise<boolean> {
    this.#refused = {};
    this.#preview = undefined;
    if (!this.#judge()) return false;
    const store = this.#form.store!;
    // Only the settings say whether a captcha is asked for.
    if (!store.settings) await store.load();
    await this.#hold();
    return this.#judge();
  }

  /** Keeps the text with its key before it is sent, as the answer may find no page any more; adds the captcha. */
  async seal(draft: Draft): Promise<void> {
    this.#drafts.save(this.#form.typed);
    this.#drafts.flush();
    this.#spent = true;
    draft.captcha = await this.#captcha?.answer();
  }

  sent(typed: TypedDraft, draft: Draft): void {
    const { email, name, url } = typed;
    rememberAuthor({ email, name, url }, this.#form.remember);
    if (typed.body !== draft.body) return;
    this.#drafts.forget();
    this.#judged.clear();
    this.#filled.clear();
  }

  failed(typed: TypedDraft, { code, fields = {} }: StarlingError): void {
    // The key was used for another text: the next attempt is a new one.
    if (code === 'conflict') typed.key = undefined;
    for (const [path, text] of Object.entries(fields)) this.#refused[path.replace('author.', '') as Field] = text;
    if (code !== 'captcha') return;
    this.#refused.captcha = this.#form.l10n.text('error.captcha');
    this.#form.error = undefined;
  }

  /** An attempt is over, however it went. */
  done(): void {
    // A token is good once.
    if (this.#spent) this.#captcha?.reset();
    this.#spent = false;
    const wrong = fields.find((name) => this.note(name).state === 'wrong');
    if (wrong === 'captcha') this.#captcha?.focus();
    else if (wrong) this.#form.renderRoot.querySelector<HTMLElement>(`[name=${wrong}]`)?.focus();
  }

  release(): void {
    removeEventListener('pagehide', this.#drafts.flush);
    this.#drafts.flush();
    this.#captcha?.release();
  }

  note(name: Field): Note {
    const { l10n, typed, settings } = this.#form;
    const problem = this.#problem(name);
    const refused = this.#refused[name];
    if (this.#judged.has(name) && (problem || refused !== undefined)) {
      return { state: 'wrong', text: refused ?? l10n.text(problem!, { max: limits[name as TextField] }) };
    }
    const text = name === 'rating' ? '' : typed[name as TextField];
    const good = this.#filled.has(name) && !problem && text.trim() && settings.feedback !== 'errors';
    return good ? { state: 'good', text: l10n.text('good') } : { state: '', text: '' };
  }

  renderNote(name: 'rating' | 'captcha'): TemplateResult {
    const { state, text } = this.note(name);
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

  renderPreviewButton(): TemplateResult | typeof nothing {
    const { typed, store, l10n } = this.#form;
    if (!typed.body.trim() || !store?.backend?.preview) return nothing;
    return html`<button type="button" class="quiet" aria-expanded=${!!this.#preview} @click=${this.#togglePreview}>
      ${l10n.text('preview')}
    </button>`;
  }

  renderDiscard(): TemplateResult | typeof nothing {
    if (this.#form.outcome !== 'restored') return nothing;
    return html`<button type="button" class="quiet" @click=${this.#discard}>
      ${this.#form.l10n.text('discard')}
    </button>`;
  }

  readonly #discard = (): void => {
    const form = this.#form;
    this.#drafts.forget();
    this.#judged.clear();
    this.#filled.clear();
    form.outcome = undefined;
    form.clear();
    form.requestUpdate();
    // The button goes away, and must not take the focus with it.
    form.focus();
  };

  readonly #togglePreview = (): void => {
    const form = this.#form;
    const show = (content?: TemplateResult) => {
      this.#preview = content;
      form.requestUpdate();
    };
    if (this.#preview) show();
    else void renderPreview(form, show);
  };

  #judge(): boolean {
    for (const name of fields) this.#judged.add(name);
    // The rating tells the reader by itself, once it was asked.
    this.#form.renderRoot.querySelector('form')!.checkValidity();
    this.#form.requestUpdate();
    return !fields.some((name) => this.#problem(name));
  }

  #problem(name: Field): MessageKey | undefined {
    if (name === 'captcha') return this.#captcha?.missing;
    const rule = this.#form.rule(name);
    if (rule === 'hidden') return undefined;
    const { typed } = this.#form;
    if (name === 'rating') return rule === 'required' && !typed.rating ? 'missing.rating' : undefined;
    return checkField(name, typed[name], rule);
  }

  async #hold(): Promise<void> {
    const form = this.#form;
    const name = form.captchaName;
    if (!form.store?.settings || !form.isConnected) return;
    if (this.#captcha?.name !== name) {
      this.#captcha?.release();
      this.#captcha = name
        ? formCaptcha(form, name, () => {
            delete this.#refused.captcha;
            form.requestUpdate();
          })
        : undefined;
    }
    await this.#captcha?.hold();
  }
}
