import { StarlingError, toStarlingError } from '../errors.js';

/**
 * Loads a part of the widget that a first view does without; rejects with a `StarlingError`.
 *
 * A browser says of an `import()` no more than that it failed. Where this very module is still answered for, the network
 * is there and the part is gone: the page was opened before an upgrade, and only a reload helps (`outdated`).
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (cause) {
    if (cause instanceof StarlingError || !(await isServed(import.meta.url))) throw toStarlingError(cause, 'network');
  }
  // The network may have been away for a moment only.
  return load().catch((cause) => {
    throw toStarlingError(cause, 'network', true);
  });
}

/** Whether there is an answer, whatever it is; that of a proxy whose server is down is none. */
const isServed = (url: string): Promise<boolean> =>
  fetch(url, { method: 'HEAD', cache: 'no-store' }).then(
    ({ status }) => status < 500,
    () => false,
  );
