import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { mailCarriers } from '../../../server/src/mail/mail-carriers.js';
import { createSmtp } from '../../../server/src/mail/smtp.js';
import { runOutbox } from '../../../server/src/outbox/run-outbox.js';
import { resolveSites, type SitesOptions } from '../../../server/src/site-options.js';
import type { Store } from '../../../server/src/store/store.js';
import { startSmtp, type Received } from './start-smtp.js';

/** A real mail server, and what brings it a store's mails; gives all that arrived once what is due was delivered. */
export const mailDelivery = async (
  store: Store,
  settings: SitesOptions,
  now?: () => number,
): Promise<() => Promise<Received[]>> => {
  const smtp = await startSmtp();
  const { send, close } = createSmtp(smtp.url);
  const sites = resolveSites(settings);
  const outbox = runOutbox({
    store,
    carriers: () =>
      mailCarriers({ sites, send, store, secret: settings.secret, publicUrl: 'https://comments.example' }),
    logger: pino({ level: 'silent' }),
    ...(now && { now }),
  });
  onTestFinished(async () => {
    await outbox.stop();
    close();
  });
  return async () => {
    await outbox.deliver();
    return smtp.received;
  };
};
