import { emailPattern, type FieldRule, limits } from '../contract.js';
import type { MessageKey } from '../i18n/locale.js';

export type TextField = 'email' | 'name' | 'url' | 'body';

/** Code points: what the limits count, and closer to letters than UTF-16 is. */
export const codePoints = (text: string): number => [...text].length;

/** What is wrong with a field, as the key of its text (`{max}` is its limit); nothing where it is right. */
export function checkField(field: TextField, value: string, rule: FieldRule): MessageKey | undefined {
  const text = value.trim();
  if (!text) return rule === 'required' ? `missing.${field}` : undefined;
  if (codePoints(value) > limits[field]) return 'wrong.length';
  if (field === 'email' && !emailPattern.test(text)) return 'wrong.email';
  if (field === 'url' && !/^https?:\/\/\S+$/i.test(text)) return 'wrong.url';
  return undefined;
}
