import { type StarlingError, toStarlingError } from '../../../errors.js';
import { errorText } from '../../base/error-text.js';
import type { ListHost } from '../list-host.js';

/** Shows the reader a notice about what failed, and returns the error. */
export function tellError(list: ListHost, cause: unknown): StarlingError {
  const error = toStarlingError(cause);
  list.notice = (l10n) => errorText(l10n, error);
  return error;
}
