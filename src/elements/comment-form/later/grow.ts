import type { FormHost } from '../form-host.js';

/** Makes a form's text fields as high as their text, for engines whose CSS can't (`field-sizing`). */
export async function growFields(host: FormHost): Promise<void> {
  await host.updateComplete;
  for (const field of host.shadowRoot!.querySelectorAll('textarea')) grow(field);
}

function grow(field: HTMLTextAreaElement): void {
  field.style.height = 'auto';
  if (field.value) field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  else field.style.height = '';
}
