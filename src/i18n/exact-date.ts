import type { Locale } from './locale.js';

/** Date and time of day, in the reader's zone. Beside the locale, as no first view has one: `Intl` costs time and bytes. */
export const exactDate = ({ lang }: Pick<Locale, 'lang'>, time: string): string =>
  new Date(time).toLocaleString(lang, { dateStyle: 'long', timeStyle: 'short' });
