import { ErrorEvent } from '../../../events.js';
import { toStarlingError } from '../../../errors.js';
import type { ListHost } from '../list-host.js';

/** Runs a write; what fails is said to the reader and to the page. */
export async function attempt(list: ListHost, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    const error = toStarlingError(cause);
    list.notice = error;
    list.dispatchEvent(new ErrorEvent(error));
  }
}
