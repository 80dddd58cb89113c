import { ErrorEvent } from '../../../events.js';
import type { ListHost } from '../list-host.js';
import { tellError } from './tell-error.js';

/** Runs a write; a failure is shown to the reader and reported to the page (`starling-error`). */
export async function attempt(list: ListHost, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    list.dispatchEvent(new ErrorEvent(tellError(list, cause)));
  }
}
