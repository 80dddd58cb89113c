/** Copies text to the clipboard. Resolves to whether that worked. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The Clipboard API does not work on pages without HTTPS or in frames without permission.
    return copySelected(text);
  }
}

/** The old way: copies the selection of a temporary field, and then restores the focus. */
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
