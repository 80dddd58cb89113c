import { limits } from '../../../contract.js';
import { checkField, type TextField } from '../../../thread/check-field.js';
import type { MessageKey } from '../../../i18n/locale.js';
import type { StarlingCommentForm } from '../comment-form.js';

export type Field = TextField | 'rating' | 'captcha';
/** In the order of the form. */
const fields: readonly Field[] = ['rating', 'email', 'name', 'url', 'body', 'captcha'];

export const isField = (name: string): name is Field => fields.includes(name as Field);

/** What is said below a field. */
export interface Note {
  state: 'wrong' | 'good' | '';
  text: string;
}

/**
 * When to say what of which field: nothing while the reader first types; what is wrong once they leave it, or send;
 * and from then on, at every letter, whether it is right now.
 */
export class FieldFeedback {
  readonly #form: StarlingCommentForm;
  readonly #missingCaptcha: () => MessageKey | undefined;
  /** Fields of which was told that they are wrong. */
  readonly #blamed = new Set<Field>();
  /** Fields that the reader has filled and left. */
  readonly #filled = new Set<Field>();
  /** What the backend found wrong, until the reader changes it. */
  readonly #refused = new Map<Field, string>();

  constructor(form: StarlingCommentForm, missingCaptcha: () => MessageKey | undefined) {
    this.#form = form;
    this.#missingCaptcha = missingCaptcha;
  }

  changed(field: Field): void {
    this.#refused.delete(field);
    // Once right, it is not called wrong again before the reader leaves it.
    if (!this.#problem(field)) this.#blamed.delete(field);
  }

  left(field: Field): void {
    if (this.#problem(field)) this.#blamed.add(field);
    this.#filled.add(field);
  }

  /** Blames every field that is wrong; whether there was none. */
  check(): boolean {
    const wrong = fields.filter((field) => this.#problem(field));
    for (const field of wrong) this.#blamed.add(field);
    return !wrong.length;
  }

  /** Takes up what a backend found wrong, by the field's path in the draft. */
  refuse(texts: Record<string, string>): void {
    for (const [path, text] of Object.entries(texts))
      // A broken backend's may be anything.
      if (typeof text === 'string') this.#refused.set(path.replace('author.', '') as Field, text);
  }

  /** What was refused may be right at the next attempt. */
  forgive(): void {
    this.#refused.clear();
  }

  /** Of a new text nothing was said yet. */
  clear(): void {
    this.forgive();
    this.#blamed.clear();
    this.#filled.clear();
  }

  firstWrong(): Field | undefined {
    return fields.find((field) => this.note(field).state === 'wrong');
  }

  note(field: Field): Note {
    const { l10n, typed, scope } = this.#form;
    const problem = this.#problem(field);
    const refused = this.#refused.get(field);
    if (refused !== undefined) return { state: 'wrong', text: refused };
    if (problem && this.#blamed.has(field)) {
      return { state: 'wrong', text: l10n.text(problem, { max: limits[field as TextField] }) };
    }
    const text = typed[field as TextField] ?? '';
    return !problem && this.#filled.has(field) && `${text}`.trim() && scope?.attributes.feedback !== 'errors'
      ? { state: 'good', text: l10n.text('good') }
      : { state: '', text: '' };
  }

  #problem(field: Field): MessageKey | undefined {
    if (field === 'captcha') return this.#missingCaptcha();
    const { typed } = this.#form;
    const rule = this.#form.rule(field);
    if (rule === 'hidden') return undefined;
    if (field === 'rating') return rule === 'required' && !typed.rating ? 'missing.rating' : undefined;
    return checkField(field, typed[field], rule);
  }
}
