import type { MessageKey } from '../../../i18n/locale.js';
import { textLimits } from '../../../text-limits.js';
import { checkField, type TextField } from '../../../thread/check-field.js';
import type { Field, FormHost, Note } from '../form-host.js';

/** All fields, in the order of the form. */
const fields: readonly Field[] = ['rating', 'email', 'name', 'url', 'body', 'captcha'];

export const isField = (name: string): name is Field => fields.includes(name as Field);

/**
 * Decides when to show which message about a field. While the reader first types, there is none. Once they leave the
 * field or send the form, it says what is wrong; from then on it is updated at every letter.
 */
export class FieldFeedback {
  readonly #host: FormHost;
  readonly #missingCaptcha: () => MessageKey | undefined;
  /** Fields that the reader was told are wrong. */
  readonly #blamed = new Set<Field>();
  /** Fields that the reader has filled and left. */
  readonly #filled = new Set<Field>();
  /** The errors reported by the backend, each until the reader changes the field. */
  readonly #refused = new Map<Field, string | { key: MessageKey }>();

  constructor(host: FormHost, missingCaptcha: () => MessageKey | undefined) {
    this.#host = host;
    this.#missingCaptcha = missingCaptcha;
  }

  changed(field: Field): void {
    this.#refused.delete(field);
    // Once the value is right, it is not called wrong again before the reader leaves the field.
    if (!this.#problem(field)) this.#blamed.delete(field);
  }

  left(field: Field): void {
    if (this.#problem(field)) this.#blamed.add(field);
    this.#filled.add(field);
  }

  /** Marks every wrong field as such. Returns whether all fields are right. */
  check(): boolean {
    const wrong = fields.filter((field) => this.#problem(field));
    for (const field of wrong) this.#blamed.add(field);
    return !wrong.length;
  }

  /** @param reason a text by the backend, or the key of a text */
  refuse(field: Field, reason: string | { key: MessageKey }): void {
    this.#refused.set(field, reason);
  }

  /** Forgets what the backend refused, because it may be accepted at the next attempt. */
  forgive(): void {
    this.#refused.clear();
  }

  /** Starts again for a new draft, about which nothing has been reported yet. */
  clear(): void {
    this.forgive();
    this.#blamed.clear();
    this.#filled.clear();
  }

  /** The fields that are shown as wrong, in the order of the form. */
  wrong(): Field[] {
    return fields.filter((field) => this.note(field)?.state === 'wrong');
  }

  note(field: Field): Note | undefined {
    const { l10n, state, scope } = this.#host;
    const refused = this.#refused.get(field);
    if (refused !== undefined) {
      return { state: 'wrong', text: typeof refused === 'string' ? refused : l10n.text(refused.key) };
    }
    const problem = this.#problem(field);
    if (problem) {
      const text = l10n.text(problem, { max: textLimits[field as TextField] });
      return this.#blamed.has(field) ? { state: 'wrong', text } : undefined;
    }
    const praised = field !== 'captcha' && this.#filled.has(field) && `${state.typed[field] ?? ''}`.trim();
    return praised && scope?.attributes.feedback !== 'errors' ? { state: 'good', text: l10n.text('good') } : undefined;
  }

  #problem(field: Field): MessageKey | undefined {
    if (field === 'captcha') return this.#missingCaptcha();
    const rule = this.#host.rule(field);
    const { typed } = this.#host.state;
    if (rule === 'hidden') return undefined;
    if (field === 'rating') return rule === 'required' && !typed.rating ? 'missing.rating' : undefined;
    return checkField(field, typed[field], rule);
  }
}
