import type { Site } from '../service/sites.js';
import type { OutboxRecord } from '../store/outbox.js';
import type { QueuedComment } from '../store/moderation-records.js';
import type { Store } from '../store/store.js';
import type { Letter } from './mail.js';

/** What composing a letter needs. */
export interface Desk {
  site: Site;
  store: Pick<Store, 'read'>;
  /** The key that signs the actions of links. */
  secret: string;
  /** The absolute address of a path of this server. */
  link(path: string): string;
}

/** Composes the letter of a bundle; undefined if there is nothing to say any more. */
export type Compose = (bundle: readonly OutboxRecord[], desk: Desk) => Promise<Letter | undefined>;

/** The comments that entries name, each once and in its current state, in the order in which they were written. */
export const findComments = (store: Pick<Store, 'read'>, entries: readonly OutboxRecord[]): Promise<QueuedComment[]> =>
  store.read(async ({ queue }) => {
    const found: QueuedComment[] = [];
    for (const id of new Set(entries.map(({ content }) => String(content.comment)))) {
      const comment = (await queue.branch('all', id)).at(-1);
      if (comment) found.push(comment);
    }
    return found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  });
