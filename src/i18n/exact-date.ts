import type { Locale } from './locale.js';

/**
 * Date and time of day, in the reader's time zone. Kept out of `Locale` because no first view shows an exact date, and
 * `Intl` costs time and bytes.
 */
export const exactDate = ({ lang }: Pick<Locale, 'lang'>, time: string): string =>
  new Date(time).toLocaleString(lang, { dateStyle: 'long', timeStyle: 'short' });
