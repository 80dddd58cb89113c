import type { StarlingError } from '../../errors.js';
import type { Locale } from '../../i18n/locale.js';

/** What a reader is told of an error, by its code; in general words until the exact ones have arrived. */
export const errorText = (l10n: Locale, { code, retryAfter = 60, outdated }: StarlingError): string =>
  l10n.text(`error.${outdated ? 'outdated' : code}`, { n: retryAfter }) || l10n.text('error.server');
