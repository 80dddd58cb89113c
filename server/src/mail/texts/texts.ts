import ar from './ar.js';
import de from './de.js';
import en, { type MailTexts } from './en.js';

export type { MailTexts, SignInFailure } from './en.js';

const languages: Readonly<Record<string, MailTexts>> = { en, de, ar };

/** The available language closest to the requested one, and its texts; English if there is none. */
export const textsIn = (language: string): { language: string; texts: MailTexts } => {
  const primary = language.split('-')[0]!.toLowerCase();
  return Object.hasOwn(languages, primary)
    ? { language: primary, texts: languages[primary]! }
    : { language: 'en', texts: en };
};

/** The first of a reader's languages (`Accept-Language`, RFC 9110, 12.5.4) in which mails are written. */
export const readersLanguage = (acceptLanguage: string | null | undefined): string | undefined => {
  const asked = (acceptLanguage ?? '')
    .split(',', 20)
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return { primary: tag.split('-')[0]!.toLowerCase(), quality: quality ? Number(quality.slice(2)) : 1 };
    })
    .filter(({ primary, quality }) => Object.hasOwn(languages, primary) && quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  return asked[0]?.primary;
};
