import { html, nothing, type TemplateResult } from 'lit/html.js';
import { textLimits } from '../../../text-limits.js';
import { codePoints, type TextField } from '../../../thread/check-field.js';
import type { FieldFeedback } from './field-feedback.js';
import { errorText } from '../../base/error-text.js';
import type { FormHost, Note } from '../form-host.js';

/** The actions of the form's buttons. */
export interface FormActions {
  togglePreview: () => void;
  cancel: () => void;
  discard: () => void;
  stopWaiting: () => void;
  /** The account of the author; set once it has loaded. */
  readonly identity?: { view(): unknown };
}

/** What a form shows in addition to its first view. The element renders it from its state at each update. */
export interface FormViews {
  /** The message about something that is not a text field. */
  note(note: Note | undefined, isAlert?: boolean): TemplateResult;
  /** Shows who is signed in, or lets people sign in. */
  author(): unknown;
  /** Content beside a field's note. */
  extra(name: TextField): unknown;
  /** The buttons beside the submit button. */
  buttons(): unknown;
  /** What has happened to the comment, or why it can't be sent. */
  outcome(): unknown;
}

export const formViews = (host: FormHost, actions: FormActions, feedback: FieldFeedback): FormViews => ({
  note: (note, isAlert) =>
    html`<p class="note" part="error" role=${isAlert ? 'alert' : nothing}>
      ${note?.state === 'wrong' ? note.text : nothing}
    </p>`,

  author: () => actions.identity?.view() ?? nothing,

  extra: (name) =>
    name === 'body'
      ? [renderLength(host), renderPreview(host)]
      : name === 'email'
        ? html`<small part="hint">${host.l10n.text('unpublished')}</small>`
        : nothing,

  buttons() {
    const { l10n, state, scope, parent } = host;
    return [
      state.typed.body.trim() && scope?.store?.backend?.preview
        ? html`<button
            type="button"
            class="quiet"
            part="button"
            aria-expanded=${!!state.preview}
            @click=${actions.togglePreview}
          >
            ${l10n.text('preview')}
          </button>`
        : nothing,
      parent
        ? html`<button type="button" part="button" @click=${actions.cancel}>${l10n.text('cancel')}</button>`
        : nothing,
    ];
  },

  outcome() {
    const { l10n, state } = host;
    const { outcome, attention, heard } = state;
    const { length } = feedback.wrong();
    if (attention && length) return html`<span class="note">${l10n.count('attention', length)}</span>`;
    if (heard) return html`<span class="unseen">${feedback.note(heard)?.text}</span>`;
    if (!outcome) return nothing;
    const button = (key: 'discard' | 'cancel', click: () => void) =>
      html` <button type="button" class="quiet" part="button" @click=${click}>${l10n.text(key)}</button>`;
    if (outcome === 'waiting') return [l10n.text(outcome), button('cancel', actions.stopWaiting)];
    const isBack = outcome === 'restored' || outcome === 'unsent';
    return [l10n.text(outcome), isBack ? button('discard', actions.discard) : nothing];
  },
});

/** The length of the message. It is announced only near the limit, once for every twentieth of it. */
function renderLength({ l10n, state }: FormHost): TemplateResult {
  const max = textLimits.body;
  const n = codePoints(state.typed.body);
  const twentieth = Math.floor((n / max) * 20);
  const near = twentieth > 15;
  const heard = near ? l10n.text('left', { n: (twentieth * max) / 20, max }) : nothing;
  return html`<span class="count ${near ? 'near' : ''}" part="hint">${n ? l10n.text('left', { n, max }) : nothing}</span
    ><span class="unseen" role="status">${heard}</span>`;
}

function renderPreview({ l10n, state: { preview } }: FormHost): unknown {
  if (!preview) return nothing;
  const { content, error } = preview;
  return html`<div class="preview body" aria-live="polite" aria-busy=${!content && !error} dir="auto">
    ${error ? errorText(l10n, error) : content}
  </div>`;
}
