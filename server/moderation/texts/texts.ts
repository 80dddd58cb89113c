import { fillIn } from '../../../src/i18n/fill-in.js';
import { type Locale, setMessages } from '../../../src/i18n/locale.js';
import { en } from './en.js';
import type { PluralKey, TextKey, TextTable } from './text-table.js';

export type Values = Record<string, string | number>;

/** Loaders for all languages except English, by BCP 47 tag: the page's own texts, and the widget's for its elements. */
const loaders: Record<string, () => Promise<TextTable>> = {
  de: async () => {
    const [{ de }, { messages }] = await Promise.all([import('./de.js'), import('../../../src/locales/de.js')]);
    setMessages('de', messages);
    return de;
  },
  ar: async () => {
    const [{ ar }, { messages }] = await Promise.all([import('./ar.js'), import('../../../src/locales/ar.js')]);
    setMessages('ar', messages);
    return ar;
  },
};

const tables: Record<string, TextTable> = { en };

/** Loads the texts of the first of these languages that is available; returns its tag. */
export const loadTexts = async (wanted: readonly string[]): Promise<string> => {
  const base = (tag: string) => tag.split('-')[0]!.toLowerCase();
  const tag = wanted.find((each) => base(each) === 'en' || base(each) in loaders) ?? 'en';
  const load = loaders[base(tag)];
  if (!load) return tag;
  try {
    tables[base(tag)] = await load();
    return tag;
  } catch {
    // The file was removed by an upgrade, or there is no network: English is always there.
    return 'en';
  }
};

/** The page's texts in the language of a locale. */
export const textsOf = (locale: Locale) => {
  const table: Record<string, string | undefined> = { ...en, ...tables[locale.lang.split('-')[0]!] };
  const fill = (text?: string, values?: Values) => fillIn(text, values, (value) => locale.number(value));
  return {
    text: (key: TextKey, values?: Values): string => fill(table[key], values),
    /** The text of a plural for `n`. */
    count: (key: PluralKey, n: number, values?: Values): string => {
      const category = new Intl.PluralRules(locale.lang).select(n);
      return fill(table[`${key}.${category}`] ?? table[`${key}.other`], { n, ...values });
    },
    /** The text of a key that the server sent; undefined if this page does not know it yet. */
    maybe: (key: string, values?: Values): string | undefined =>
      table[key] === undefined ? undefined : fill(table[key], values),
  };
};
