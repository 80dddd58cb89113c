/**
 * The values that localStorage does not take (blocked, full, private mode), as JSON. They are lost when the page is
 * closed.
 */
export const memory = new Map<string, string>();

export function recall<T>(key: string): T | undefined {
  try {
    return JSON.parse(memory.get(key) ?? localStorage.getItem(key)!) ?? undefined;
  } catch {
    // Storage is blocked, or other code wrote something that is not JSON: treat the value as absent.
    return undefined;
  }
}

/** Stores a value; `undefined` deletes it. */
export function keep(key: string, value: unknown): void {
  memory.delete(key);
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    if (value !== undefined) memory.set(key, JSON.stringify(value));
  }
}
