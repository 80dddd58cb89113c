import type { FormHost } from '../form-host.js';

/** Says beside the e-mail field that it is never published: at the end of the line that is kept below it. */
export function hintEmail({ shadowRoot, l10n }: FormHost): void {
  const field = shadowRoot!.querySelector('[name=email]');
  const line = field?.parentElement!.querySelector('.below');
  const text = l10n.text('unpublished');
  // Texts may come later than the reader.
  if (!line || !text || line.querySelector('small')) return;
  const hint = document.createElement('small');
  hint.setAttribute('part', 'hint');
  hint.textContent = field!.ariaDescription = text;
  line.append(hint);
}
