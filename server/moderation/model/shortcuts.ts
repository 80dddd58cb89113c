import { keep, recall } from '../../../src/platform/storage.js';

/** The keyboard shortcuts, in the order in which the help lists them. */
export const shortcuts = {
  next: ['j'],
  previous: ['k'],
  open: ['Enter', 'o'],
  approve: ['a'],
  spam: ['s'],
  delete: ['d'],
  hold: ['h'],
  reply: ['r'],
  edit: ['e'],
  pin: ['p'],
  undo: ['u'],
  select: ['x'],
  selectAll: ['X'],
  reload: ['.'],
  search: ['/'],
  help: ['?'],
  close: ['Escape'],
} as const;
export type Shortcut = keyof typeof shortcuts;

const byKey = new Map<string, Shortcut>(
  Object.entries(shortcuts).flatMap(([name, keys]) => keys.map((key) => [key, name as Shortcut])),
);

/** The shortcut for a key event; undefined while somebody types, uses a field, or presses a browser shortcut. */
export const shortcutOf = (event: KeyboardEvent): Shortcut | undefined => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const target = event.composedPath()[0] as Element;
  const name = byKey.get(event.key);
  if (target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')) {
    return name === 'close' ? name : undefined;
  }
  // These keys activate the focused element.
  if (event.key === 'Enter' && target.matches('button, a, summary, input')) return undefined;
  // Single letters can be switched off (WCAG 2.1.4), because speech input can mistake words for them.
  return event.key.length === 1 && !areKeysOn() ? undefined : name;
};

const key = 'starling-moderation-keys';

export const areKeysOn = (): boolean => recall<boolean>(key) ?? true;
export const switchKeys = (on: boolean): void => keep(key, on);
