/**
 * What a key asks for where somebody writes: Ctrl or ⌘ with Enter sends, Escape closes. Neither while an input method is
 * composing letters, to which these keys belong then; in Safari the one that ends it comes just after, as code 229.
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
