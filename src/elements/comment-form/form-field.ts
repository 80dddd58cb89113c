import { html, type TemplateResult } from 'lit';
import type { TextField } from '../../thread/check-field.js';
import type { Note } from './form-host.js';

export interface FieldView {
  name: TextField;
  label: string;
  required: boolean;
  /** What it shows until the reader types. */
  value: string;
  /** Beside the label, small. */
  hint: string;
  /** What is said of it, below. */
  note: Note | undefined;
  /** Beside the note, such as the number of characters. */
  extra: unknown;
}

/**
 * A labelled field, with a line below it for what is said of it: nothing moves when it is.
 *
 * The value is the default one: to set what is there already would cost the browser's own `change` event.
 */
export const renderField = ({ name, label, required, value, hint, note, extra }: FieldView): TemplateResult =>
  html`<div class="field ${note?.state ?? ''}" part="field">
    <label for=${name} part="label">${label} <small part="hint">${hint}</small></label>
    ${
      name === 'body'
        ? html`<textarea
            id=${name}
            name=${name}
            rows="4"
            dir="auto"
            part="input"
            aria-required=${required}
            aria-invalid=${note?.state === 'wrong'}
            aria-describedby="${name}-note"
            .defaultValue=${value}
          ></textarea>`
        : html`<input
            id=${name}
            name=${name}
            type=${name === 'name' ? 'text' : name}
            autocomplete=${name}
            dir="auto"
            part="input"
            aria-required=${required}
            aria-invalid=${note?.state === 'wrong'}
            aria-describedby="${name}-note"
            .defaultValue=${value}
          />`
    }
    <div class="below">
      <p id="${name}-note" part=${note?.state === 'wrong' ? 'error' : 'success'}>${note?.text}</p>
      ${extra}
    </div>
  </div>`;
