import type { BackendIdentity } from '../../../backend.js';
import type { FieldRules, Thread } from '../../../contract.js';
import type { ThreadStore } from '../../../thread/thread-store.js';

/** For whom settings have been changed. */
type Reader = 'guest' | 'known' | 'known by address';

/** Settings that have been changed for a reader, with those that the backend sent. */
const adapted = new WeakMap<Thread, { sent: Thread; reader: Reader }>();

const noFields: FieldRules = { name: 'hidden', email: 'hidden', url: 'hidden' };

/**
 * Changes a thread's settings for the reader: people who are signed in are asked for nothing but their comment, and so
 * are guests who have to sign in first.
 */
export function adaptSettings(store: ThreadStore, { current, hasEmail }: BackendIdentity): void {
  if (!store.settings) return;
  const { sent, reader: before } = adapted.get(store.settings) ?? { sent: store.settings, reader: 'guest' };
  const reader: Reader = !current ? 'guest' : hasEmail ? 'known by address' : 'known';
  if (store.settings !== sent && reader === before) return;
  if (current)
    store.settings = {
      ...sent,
      captcha: null,
      // Replies are sent to the address of the account. People without one are not asked for it.
      notify: sent.notify && hasEmail,
      fields: { ...noFields, url: sent.fields.url },
    };
  else store.settings = sent.identity?.required ? { ...sent, notify: false, fields: noFields } : sent;
  if (store.settings !== sent) adapted.set(store.settings, { sent, reader });
}
