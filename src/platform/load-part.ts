import { StarlingError, toStarlingError } from '../errors.js';

/**
 * Loads a part of the widget that a first view does not need; rejects with a `StarlingError`.
 *
 * A browser only says that an `import()` failed, not why. If the server still answers for this very module, then the
 * network works and the part is gone: the page was opened before an upgrade, and only a reload helps (`outdated`).
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (cause) {
    if (cause instanceof StarlingError || !(await isServed(import.meta.url))) throw toStarlingError(cause, 'network');
  }
  // The network may have been down for a moment only, so try once more.
  return load().catch((cause) => {
    throw toStarlingError(cause, 'network', true);
  });
}

/** Whether the server answers, with any status below 500: a proxy answers 5xx when the server behind it is down. */
const isServed = (url: string): Promise<boolean> =>
  fetch(url, { method: 'HEAD', cache: 'no-store' }).then(
    ({ status }) => status < 500,
    () => false,
  );
