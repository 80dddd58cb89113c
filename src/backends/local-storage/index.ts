import type { BackendFactory } from '../../backend.js';
import { StarlingError } from '../../errors.js';
import { createCommentEngine, type ThreadStorage } from '../local/comment-engine.js';
import { engineSettings } from '../local/settings.js';
import { isThreadRecord } from '../local/thread-record.js';

/**
 * Comments kept in this browser's localStorage: they outlive a reload, are seen in all tabs of the site, and by
 * nobody else. Bodies are plain text. All that write are one visitor.
 *
 * A full or blocked storage rejects with the code `server`. A value that is not a thread is put aside under its key
 * with `:broken:` and the time, and the thread starts empty.
 *
 * Options:
 * - `key`: what the storage keys begin with; `starling:thread:`
 * - `comments`, `thread`, `moderation`: as of the `memory` backend
 */
export const localStorageBackend: BackendFactory = ({ site, options }) => {
  const { key = 'starling:thread:' } = options;
  if (typeof key !== 'string') throw new StarlingError('misconfigured', 'key');
  return createCommentEngine({
    name: 'local-storage',
    visitor: 'reader',
    storage: browserStorage(key),
    settings: engineSettings(options),
    site,
  });
};

const browserStorage = (prefix: string): ThreadStorage => ({
  load: (key) =>
    withStorage(() => {
      const raw = localStorage.getItem(prefix + key);
      if (raw === null) return undefined;
      const thread = parse(raw);
      if (isThreadRecord(thread)) return thread;
      // Put aside first: where that fails nothing is lost, as nothing else was touched.
      localStorage.setItem(`${prefix}${key}:broken:${Date.now()}`, raw);
      localStorage.removeItem(prefix + key);
      return undefined;
    }),
  save: (key, thread) => withStorage(() => localStorage.setItem(prefix + key, JSON.stringify(thread))),
  watch(key, listener) {
    // Browsers tell the other tabs only, which is what is asked for; a null key is a storage that was cleared.
    const onStorage = (event: StorageEvent) => {
      if (event.storageArea === localStorage && (event.key ?? prefix + key) === prefix + key) listener();
    };
    addEventListener('storage', onStorage);
    return () => removeEventListener('storage', onStorage);
  },
});

const withStorage = <T>(use: () => T): T => {
  try {
    return use();
  } catch (cause) {
    throw new StarlingError('server', 'localStorage is full or blocked.', { cause });
  }
};

const parse = (raw: string): unknown => {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
};
