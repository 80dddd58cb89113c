import { directionOf } from '../i18n/direction.js';
import { fillIn } from '../i18n/fill-in.js';
import type { Messages, MessageKey, MessageValues, PluralKey } from '../i18n/locale.js';
import { messages as english } from '../locales/en-all.js';

/** Texts of one language, all at hand: nothing is loaded later. */
export interface Texts {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  text(key: MessageKey, values?: MessageValues): string;
  count(key: PluralKey, n: number): string;
  date(time: string): string;
}

/**
 * @param lang BCP 47
 * @param messages of that language; what they lack is English
 */
export const textsOf = (lang = 'en', messages: Messages = {}): Texts => {
  const plurals = new Intl.PluralRules(lang);
  const numbers = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
  const dates = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' });
  const find = (key: string) => (messages as Record<string, string>)[key] ?? (english as Record<string, string>)[key];
  const fill = (text?: string, values?: MessageValues) => fillIn(text, values, (value) => numbers.format(value));
  return {
    lang,
    dir: directionOf(lang),
    text: (key, values) => fill(find(key), values),
    count: (key, n) => fill(find(`${key}.${plurals.select(n)}`) ?? find(`${key}.other`), { n }),
    // What is no time is shown as it came: one comment's must not take the thread away.
    date: (time) => (Number.isNaN(Date.parse(time)) ? time : dates.format(new Date(time))),
  };
};
