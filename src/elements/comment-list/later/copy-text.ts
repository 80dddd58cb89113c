/** Puts text on the clipboard; whether that could be done. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not on a page without HTTPS, nor in a frame that may not.
    return copySelected(text);
  }
}

/** The way of old: what is selected in a field is copied. The focus goes back to where it was. */
function copySelected(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  Object.assign(field.style, { position: 'fixed', insetBlockStart: '0', opacity: '0' });
  const focused = deepest();
  document.body.append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    focused?.focus({ preventScroll: true });
  }
}

function deepest(root: DocumentOrShadowRoot = document): HTMLElement | null {
  const { activeElement } = root;
  return (activeElement?.shadowRoot && deepest(activeElement.shadowRoot)) || (activeElement as HTMLElement | null);
}
