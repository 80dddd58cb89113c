import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { FieldRule } from '../../contract.js';
import type { Locale } from '../../i18n/locale.js';
import type { TextField } from '../../thread/check-field.js';
import type { FormHost, Note } from './form-host.js';

/**
 * A labelled field with a line below it that is reserved for a note, so that nothing moves when one appears. Renders
 * nothing if the field is hidden.
 *
 * The value is set as the default value: setting the current value again would suppress the browser's `change` event.
 *
 * @param note the message below the field
 * @param extra content beside the note, such as the number of characters
 */
export function renderField(
  form: FormHost,
  name: TextField,
  note: Note | undefined,
  extra: unknown,
): TemplateResult | typeof nothing {
  const { l10n } = form;
  const rule = form.rule(name);
  const required = rule === 'required';
  const value = form.state.typed[name];
  const isWrong = note?.state === 'wrong';
  if (rule === 'hidden') return nothing;
  return html`<div class="field ${note?.state}" part="field">
    <label for=${name} part="label">${l10n.text(name)} <small part="hint">${ruleHint(l10n, rule)}</small></label>
    ${
      name === 'body'
        ? html`<textarea
            id=${name}
            name=${name}
            rows="3"
            dir="auto"
            part="input"
            aria-required=${required}
            aria-invalid=${isWrong}
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
            aria-invalid=${isWrong}
            aria-describedby="${name}-note"
            .defaultValue=${value}
          />`
    }
    <div class="below">
      <p id="${name}-note" part=${isWrong ? 'error' : 'success'}>${note?.text}</p>
      ${extra}
    </div>
  </div>`;
}

/** Marks optional fields; fields without a mark are required. */
export const ruleHint = (l10n: Locale, rule: FieldRule): string =>
  rule === 'optional' ? `(${l10n.text('optional')})` : '';
