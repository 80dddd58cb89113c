import type { StarlingError } from '../../errors.js';
import type { Locale } from '../../i18n/locale.js';

/** The text that tells a reader about an error, by its code. A general text is used until the exact one has loaded. */
export const errorText = (l10n: Locale, { code, retryAfter = 60, outdated }: StarlingError): string =>
  l10n.text(`error.${outdated ? 'outdated' : code}`, { n: retryAfter }) || l10n.text('error.server');
