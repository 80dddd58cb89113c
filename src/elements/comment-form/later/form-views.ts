import { html, nothing, type TemplateResult } from 'lit';
import { limits } from '../../../contract.js';
import { codePoints } from '../../../thread/check-field.js';
import { errorText } from '../../base/error-text.js';
import type { FormHost, Note } from '../form-host.js';

/** What the buttons do. */
export interface FormActions {
  togglePreview: () => void;
  cancel: () => void;
  discard: () => void;
}

/** What is wrong with something that is no text field. */
export const renderNote = (note: Note | undefined, isAlert = false): TemplateResult =>
  html`<p class="note" part="error" role=${isAlert ? 'alert' : nothing}>
    ${note?.state === 'wrong' ? note.text : nothing}
  </p>`;

/** Beside the note of the message: its length, read out only near the limit and there at every twentieth of it. */
export function renderExtra({ l10n, state }: FormHost): TemplateResult {
  const max = limits.body;
  const n = codePoints(state.typed.body);
  const twentieth = Math.floor((n / max) * 20);
  const near = twentieth > 15;
  const heard = near ? l10n.text('left', { n: (twentieth * max) / 20, max }) : nothing;
  const { preview } = state;
  return html`<span class="count ${near ? 'near' : ''}">${n ? l10n.text('left', { n, max }) : nothing}</span
    ><span class="unseen" role="status">${heard}</span>${
      preview
        ? html`<div class="preview" aria-live="polite" aria-busy=${!preview.content && !preview.error} dir="auto">
            ${preview.error ? errorText(l10n, preview.error) : preview.content}
          </div>`
        : nothing
    }`;
}

/** Beside the button that sends. */
export function renderButtons({ l10n, state, scope, parent }: FormHost, actions: FormActions): unknown {
  return [
    state.typed.body.trim() && scope?.store?.backend?.preview
      ? html`<button type="button" class="quiet" aria-expanded=${!!state.preview} @click=${actions.togglePreview}>
          ${l10n.text('preview')}
        </button>`
      : nothing,
    parent ? html`<button type="button" @click=${actions.cancel}>${l10n.text('cancel')}</button>` : nothing,
  ];
}

/** What has become of the comment. */
export function renderOutcome({ l10n, state: { outcome } }: FormHost, actions: FormActions): unknown {
  if (!outcome) return nothing;
  const discard = html` <button type="button" class="quiet" @click=${actions.discard}>${l10n.text('discard')}</button>`;
  return [l10n.text(outcome), outcome === 'restored' ? discard : nothing];
}
