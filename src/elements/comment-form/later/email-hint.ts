import type { FormHost } from '../form-host.js';

/** Says that the e-mail address is never published, in the line that is reserved below its field. */
export function hintEmail({ shadowRoot, l10n }: FormHost): void {
  const field = shadowRoot!.querySelector('[name=email]');
  const line = field?.parentElement!.querySelector('.below');
  const text = l10n.text('unpublished');
  // The text may not have loaded yet.
  if (!line || !text || line.querySelector('small')) return;
  const hint = document.createElement('small');
  hint.setAttribute('part', 'hint');
  hint.textContent = field!.ariaDescription = text;
  // Before what is there, which stays where it is.
  line.insertBefore(hint, line.querySelector(':scope > :not(p)'));
}
