import type { BackendFactory } from '../../backend.js';
import { createCommentEngine, type ThreadStorage } from '../local/comment-engine.js';
import { engineSettings } from '../local/settings.js';
import { randomToken } from '../../platform/random-token.js';
import type { ThreadRecord } from '../local/thread-record.js';

export type { SeedComment } from '../local/settings.js';

/**
 * Comments that exist as long as the page: for trying out the widget, for demos and tests, and as the reference for the
 * behaviour of a backend. Bodies are plain text. Each instance is a visitor of its own.
 *
 * Options:
 * - `comments`: comments that exist from the start, see `SeedComment`
 * - `thread`: the settings of every thread, see `Thread` of the contract. Defaults: open, no captcha, name and e-mail
 *   required, ratings optional, votes on, 900 seconds to edit. If a captcha is set, any token is accepted.
 * - `moderation`: `none` (the default), or `all` to leave new comments pending
 * - `store`: name of a store; backends with the same name share their comments. Default: a store of its own
 */
export const memoryBackend: BackendFactory = ({ site, options }) =>
  createCommentEngine({
    name: 'memory',
    visitor: randomToken(),
    storage: memoryStorage(options.store),
    settings: engineSettings(options),
    site,
  });

interface MemoryStore {
  threads: Map<string, ThreadRecord>;
  watchers: Set<{ storage: ThreadStorage; key: string; listener: () => void }>;
}

const stores = new Map<unknown, MemoryStore>();

const memoryStorage = (name: unknown = Symbol()): ThreadStorage => {
  const { threads, watchers } = stores.get(name) ?? { threads: new Map(), watchers: new Set() };
  if (typeof name === 'string') stores.set(name, { threads, watchers });

  const storage: ThreadStorage = {
    load: (key) => threads.get(key),
    save(key, thread) {
      threads.set(key, thread);
      for (const watcher of watchers)
        if (watcher.key === key && watcher.storage !== storage) queueMicrotask(watcher.listener);
    },
    watch(key, listener) {
      const watcher = { storage, key, listener };
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
  return storage;
};
