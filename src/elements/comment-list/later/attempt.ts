import { ErrorEvent } from '../../../events.js';
import type { ListHost } from '../list-host.js';
import { tellError } from './tell-error.js';

/** Runs a write; what fails is said to the reader and to the page. */
export async function attempt(list: ListHost, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    list.dispatchEvent(new ErrorEvent(tellError(list, cause)));
  }
}
