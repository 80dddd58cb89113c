import type { BackendFactory } from '../../backend.js';
import { StarlingError } from '../../errors.js';
import { createCommentEngine, type ThreadStorage } from '../local/comment-engine.js';
import { engineSettings } from '../local/settings.js';
import { isThreadRecord } from '../local/thread-record.js';

/**
 * Comments in this browser's localStorage: they survive a reload and are visible in all tabs of the site, but to nobody
 * else. Bodies are plain text. Everybody who writes is the same visitor.
 *
 * If the storage is full or blocked, calls reject with the code `server`. A value that is not a thread is moved to its
 * key plus `:broken:` and the time, and the thread starts empty.
 *
 * Options:
 * - `key`: the prefix of the storage keys; default `starling:thread:`
 * - `comments`, `thread`, `moderation`: as for the `memory` backend
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
      // Copy the value before removing it. If the copy fails, nothing is lost.
      localStorage.setItem(`${prefix}${key}:broken:${Date.now()}`, raw);
      localStorage.removeItem(prefix + key);
      return undefined;
    }),
  save: (key, thread) => withStorage(() => localStorage.setItem(prefix + key, JSON.stringify(thread))),
  watch(key, listener) {
    // Browsers fire this event only in other tabs, as wanted. A null key means that the storage was cleared.
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
