/** Makes a text field as high as its text, for engines whose CSS can't (`field-sizing`). */
export function grow(field: HTMLTextAreaElement): void {
  field.style.height = 'auto';
  if (field.value) field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  else field.style.height = '';
}
