import { html, nothing, type TemplateResult } from 'lit/html.js';
import { limits } from '../../../contract.js';
import { codePoints } from '../../../thread/check-field.js';
import type { FieldFeedback } from './field-feedback.js';
import { errorText } from '../../base/error-text.js';
import type { FormHost, Note } from '../form-host.js';

/** What the buttons do. */
export interface FormActions {
  togglePreview: () => void;
  cancel: () => void;
  discard: () => void;
  stopWaiting: () => void;
  /** Who writes, once that is known. */
  readonly identity?: { view(): unknown };
}

/** What a form shows beside its first view: drawn by the element, from its state, at each of its updates. */
export interface FormViews {
  /** What is wrong with something that is no text field. */
  note(note: Note | undefined, isAlert?: boolean): TemplateResult;
  /** Who is signed in, or may sign in. */
  author(): unknown;
  /** Beside the note of the message. */
  extra(): unknown;
  /** Beside the button that sends. */
  buttons(): unknown;
  /** What has become of the comment, or keeps it from being sent. */
  outcome(): unknown;
}

export const formViews = (host: FormHost, actions: FormActions, feedback: FieldFeedback): FormViews => ({
  note: (note, isAlert) =>
    html`<p class="note" part="error" role=${isAlert ? 'alert' : nothing}>
      ${note?.state === 'wrong' ? note.text : nothing}
    </p>`,

  author: () => actions.identity?.view() ?? nothing,

  extra: () => [renderLength(host), renderPreview(host)],

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

/** How long the message is: read out only near the limit, and there at every twentieth of it. */
function renderLength({ l10n, state }: FormHost): TemplateResult {
  const max = limits.body;
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
