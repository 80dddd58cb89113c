/**
 * What a key press means in a text field: Ctrl or ⌘ with Enter sends, Escape closes. Both are ignored while an input
 * method is composing letters, because these keys then belong to it. In Safari the key press that ends a composition
 * arrives just after it, with key code 229.
 */
export function writingKey({
  key,
  keyCode,
  ctrlKey,
  metaKey,
  isComposing,
}: KeyboardEvent): 'send' | 'close' | undefined {
  if (isComposing || keyCode === 229) return undefined;
  if (key === 'Escape') return 'close';
  return key === 'Enter' && (ctrlKey || metaKey) ? 'send' : undefined;
}
