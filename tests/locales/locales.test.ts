import { describe, expect, test } from 'vitest';
import { messages as ar } from '../../src/locales/ar.js';
import { messages as de } from '../../src/locales/de.js';
import { messages } from '../../src/locales/en-all.js';

const english: Record<string, string> = { ...messages };
const values = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each(Object.entries({ ar, de }))('the locale %s', (tag, locale) => {
  const texts = locale as Record<string, string>;

  test('has every text', () => {
    // A plural is there by any of the language's own categories that `.other` covers.
    const missing = Object.keys(english).filter((key) => !(key in texts) && !key.endsWith('.one'));
    expect(missing).toEqual([]);
  });

  test('has no text that nobody shows, and no value that nobody fills in', () => {
    const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    for (const [key, text] of Object.entries(texts)) {
      const plural = key.replace(new RegExp(`\\.(${categories.join('|')})$`), '.other');
      const source = english[key] ?? english[plural];
      expect(source, key).toBeDefined();
      expect(values(source!), key).toEqual(expect.arrayContaining(values(text)));
    }
  });
});
