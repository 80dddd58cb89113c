import { authorsComment, publicComment } from '../service/present.js';
import type { Sites } from '../service/sites.js';
import { toTime } from '../service/to-time.js';
import type { Carrier } from '../outbox/carrier.js';
import type { Happened, OutboxRecord } from '../store/outbox.js';
import type { QueuedComment } from '../store/moderation-records.js';
import type { Store } from '../store/store.js';
import { version } from '../version.js';
import { postJson, type PostRequest } from './post-json.js';
import { signatureOf } from './sign.js';

export interface WebhookOptions {
  sites: Sites;
  store: Pick<Store, 'read'>;
  now: () => number;
  resolve?: PostRequest['resolve'];
}

/** Tells a URL about an event, with the comment's current state, signed with the secret from the settings. */
export const webhookCarrier =
  ({ sites, store, now, resolve }: WebhookOptions): Carrier =>
  async ([entry], signal) => {
    const { recipient } = entry!;
    // Versions before names put the URL into the outbox.
    const webhook = sites.find(entry!.site)?.webhooks.find(({ name, url }) => name === recipient || url === recipient);
    // The owner has removed the webhook from the settings.
    if (!webhook) return;
    const { comment: id } = entry!.content as unknown as Happened;
    const comment = await store.read(async ({ queue }) => (await queue.branch('all', id)).at(-1));
    if (!comment) return;
    const body = JSON.stringify(messageOf(entry!, comment));
    const seconds = Math.floor(now() / 1000);
    const status = await postJson({
      url: webhook.url,
      body,
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': `starling-server/${version}`,
        'Starling-Signature': signatureOf(webhook.secret, seconds, body),
      },
      allowPrivate: webhook.allowPrivate,
      signal,
      resolve,
    });
    if (status < 200 || status > 299) throw new Error(`${webhook.name} answered ${status}.`);
  };

/** Contains no e-mail address, and no text of a comment that was removed. */
const messageOf = ({ id, site, content, createdAt }: OutboxRecord, comment: QueuedComment) => {
  const { event, at = createdAt } = content as unknown as Happened & { at?: number };
  const shown = event === 'removed' ? publicComment : authorsComment;
  return { id, event, site, createdAt: toTime(at), comment: shown(comment) };
};
