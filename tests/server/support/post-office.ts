import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { Logger } from '../../../server/src/logger.js';
import { mailCarriers } from '../../../server/src/mail/mail-carriers.js';
import { createSmtp } from '../../../server/src/mail/smtp.js';
import { happenedCarrier } from '../../../server/src/outbox/happened-carrier.js';
import { runOutbox } from '../../../server/src/outbox/run-outbox.js';
import { resolveSites, type SiteOptions } from '../../../server/src/site-options.js';
import { webhookCarrier, type WebhookOptions } from '../../../server/src/webhooks/webhook-carrier.js';
import { createFixture, type Fixture } from './fixture.js';
import { partOf, startSmtp, type MailServer } from './start-smtp.js';

export const publicUrl = 'https://comments.example/below';

export interface PostOffice extends Fixture {
  mails: MailServer;
  clock: { time: number };
  /** Delivers all that is due by the clock. */
  deliver(): Promise<void>;
  /** The first address in the text of the last mail that holds these words. */
  link(words: string): string;
}

/** The whole server with its mail, by a clock that the test sets. */
export const openPostOffice = async (
  sites: Record<string, SiteOptions> = { '': { name: 'The blog' } },
  { resolve, logger = pino({ level: 'silent' }) }: Pick<WebhookOptions, 'resolve'> & { logger?: Logger } = {},
): Promise<PostOffice> => {
  const mails = await startSmtp();
  const clock = { time: Date.parse('2026-01-01T12:00:00Z') };
  const now = () => clock.time;
  const secret = 'a secret for tests';
  const options = { mail: { from: 'comments@blog.example' }, publicUrl, sites, secret, now };
  const fixture = await createFixture(options);
  const { store } = fixture;
  await store.outbox.follow('all');
  const smtp = createSmtp(mails.url);
  const resolved = resolveSites(options);
  const carriers = {
    happened: happenedCarrier({ sites: resolved, store, now }),
    webhook: webhookCarrier({ sites: resolved, store, now, resolve }),
    ...mailCarriers({ sites: resolved, publicUrl, store, secret, send: smtp.send }),
  };
  const outbox = runOutbox({ store, carriers: () => carriers, logger, now, interval: 1e8 });
  onTestFinished(async () => {
    await outbox.stop();
    smtp.close();
  });
  return {
    ...fixture,
    mails,
    clock,
    deliver: outbox.deliver,
    link: (words) => {
      const text = partOf(mails.received.at(-1)!.raw, 'text/plain');
      const found = text.match(/https?:\S+/g)?.find((address) => address.includes(words));
      if (!found) throw new Error(`No address with ${words} in: ${text}`);
      return found;
    },
  };
};
