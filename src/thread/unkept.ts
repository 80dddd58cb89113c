import { memory } from '../platform/storage.js';

/** Keys of texts that could not be stored, because storage is blocked, full or in private mode. */
const unkept = new Set<string>();

const ask = (event: BeforeUnloadEvent): void => event.preventDefault();

/** Makes the browser ask before the page is left, as long as a text is stored nowhere. `text` is the current text. */
export function guardText(key: string, text: string | undefined): void {
  if (text && memory.has(key)) unkept.add(key);
  else unkept.delete(key);
  if (unkept.size) addEventListener('beforeunload', ask);
  else removeEventListener('beforeunload', ask);
}
