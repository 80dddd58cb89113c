import { html, nothing, type TemplateResult } from 'lit';
import type { TextField } from '../internal/check-field.js';
import type { Note } from './field-feedback.js';

export interface FieldView extends Partial<Note> {
  name: TextField;
  label: string;
  required: boolean;
  /** Beside the label, small. */
  hint?: string;
  /** Beside the note, such as the number of characters. */
  extra?: unknown;
}

/** A labelled field, with a line below it that is there before it says anything: nothing moves when it does. */
export const renderField = ({ name, label, required, hint, extra, state, text }: FieldView): TemplateResult => {
  const wrong = state === 'wrong';
  return html`<div class="field ${state}" part="field">
    <label for=${name} part="label">${label} <small>${hint}</small></label>
    ${
      name === 'body'
        ? html`<textarea
            id=${name}
            name=${name}
            rows="4"
            part="input"
            aria-required=${required}
            aria-invalid=${wrong}
            aria-describedby="${name}-note"
          ></textarea>`
        : html`<input
            id=${name}
            name=${name}
            type=${name === 'name' ? 'text' : name}
            autocomplete=${name}
            part="input"
            aria-required=${required}
            aria-invalid=${wrong}
            aria-describedby="${name}-note"
          />`
    }
    <div class="below">
      <p id="${name}-note" part=${wrong ? 'error' : 'success'}>${text}</p>
      ${extra ?? nothing}
    </div>
  </div>`;
};
