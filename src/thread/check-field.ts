import type { FieldRule } from '../contract.js';
import type { MessageKey } from '../i18n/locale.js';
import { emailPattern, textLimits } from '../text-limits.js';

export type TextField = 'email' | 'name' | 'url' | 'body';

/** Length in code points, which the limits count: they are closer to letters than UTF-16 code units are. */
export const codePoints = (text: string): number => [...text].length;

/** The key of the text that says what is wrong with a field (`{max}` in it is the limit); undefined if it is valid. */
export function checkField(field: TextField, value: string, rule: FieldRule): MessageKey | undefined {
  const text = value.trim();
  if (!text) return rule === 'required' ? `missing.${field}` : undefined;
  if (codePoints(value) > textLimits[field]) return 'wrong.length';
  if (field === 'email' && !emailPattern.test(text)) return 'wrong.email';
  if (field === 'url' && !/^https?:\/\/\S+$/i.test(text)) return 'wrong.url';
  return undefined;
}
