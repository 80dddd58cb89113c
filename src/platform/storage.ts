/**
 * JSON in localStorage, or in memory where the page may not use that (blocked, full, private mode):
 * what was kept then lasts as long as the page.
 */
const memory = new Map<string, string>();

export function recall<T>(key: string): T | undefined {
  try {
    return JSON.parse(memory.get(key) ?? localStorage.getItem(key)!) ?? undefined;
  } catch {
    // Blocked, or written by somebody else: as good as absent.
    return undefined;
  }
}

/** Keeps a value; `undefined` forgets it. */
export function keep(key: string, value: unknown): void {
  memory.delete(key);
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    if (value !== undefined) memory.set(key, JSON.stringify(value));
  }
}
