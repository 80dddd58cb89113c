/** Keys of drafts that the browser could not keep: storage is blocked, full or private. */
const unkept = new Set<string>();

const ask = (event: BeforeUnloadEvent): void => event.preventDefault();

/** Has the browser ask before the page is left while what was typed is nowhere else; `text` is what is typed now. */
export function guardText(key: string, text: string | undefined): void {
  if (text && !isStored(key)) unkept.add(key);
  else unkept.delete(key);
  if (unkept.size) addEventListener('beforeunload', ask);
  else removeEventListener('beforeunload', ask);
}

function isStored(key: string): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}
