/** Languages that are written from right to left, by the first part of their tags. */
const rightToLeft = /^(ar|arc|ckb|dv|fa|he|iw|ps|sd|syr|ug|ur|yi)(-|$)/i;

/** The direction in which a language is written; `Intl.Locale` does not know that in all browsers. */
export const directionOf = (tag: string): 'ltr' | 'rtl' => (rightToLeft.test(tag) ? 'rtl' : 'ltr');
