import type { BackendFactory } from '../../backend.js';
import { createCommentEngine, type ThreadStorage } from '../local/comment-engine.js';
import { engineSettings } from '../local/settings.js';
import { randomToken } from '../../platform/random-token.js';
import type { ThreadRecord } from '../local/thread-record.js';

export type { SeedComment } from '../local/settings.js';

/**
 * Comments that live as long as the page: for trying the widget out, for demos and tests, and as the reference of
 * how a backend behaves. Bodies are plain text. Every backend made is a visitor of its own.
 *
 * Options:
 * - `comments`: comments that are there from the start, see `SeedComment`
 * - `thread`: the settings of every thread, see `Thread` of the contract; those left out are: open, no captcha, name
 *   and e-mail required, ratings optional, votes on, 900 seconds to edit. Where a captcha is set any token is good.
 * - `moderation`: `none`, or `all` to leave new comments pending
 * - `store`: name of a store; backends with one name see each other's comments. Default: a store of its own
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
