import type { Logger } from '../logger.js';
import { mailCarriers } from '../mail/mail-carriers.js';
import { openSmtp } from '../mail/open-smtp.js';
import type { Smtp } from '../mail/smtp.js';
import type { Carriers } from '../outbox/carrier.js';
import { happenedCarrier } from '../outbox/happened-carrier.js';
import { runOutbox, type RunningOutbox } from '../outbox/run-outbox.js';
import type { Sites } from '../service/sites.js';
import { resolveSites } from '../site-options.js';
import type { Store } from '../store/store.js';
import { handlerSettings } from './handler-settings.js';
import type { ServeArguments } from './options.js';

/** The sites whose events somebody wants to be told of. */
export type Heard = Parameters<Store['outbox']['follow']>[0];

export interface Delivery extends Pick<RunningOutbox, 'stop'> {
  /** From now on uses these settings. */
  settle(options: ServeArguments): Promise<void>;
}

export interface DeliveryContext {
  store: Store;
  secret: string;
  logger: Logger;
}

export interface DeliveryOptions extends DeliveryContext {
  /** Makes every process add the events of these sites to the outbox. */
  follow(sites: Heard): Promise<void>;
}

/** Delivers nothing until `settle` was called. */
export const createDelivery = ({ store, secret, logger, follow }: DeliveryOptions): Delivery => {
  let smtp: (Smtp & { address: string }) | undefined;
  let carriers: Carriers = {};
  const now = Date.now;
  const outbox = runOutbox({ store, logger, carriers: () => carriers });

  return {
    settle: async (options: ServeArguments): Promise<void> => {
      const sites = resolveSites(handlerSettings(options, secret));
      if (smtp?.address !== options.smtp) {
        smtp?.close();
        smtp = options.smtp === undefined ? undefined : { address: options.smtp, ...(await openSmtp(options.smtp)) };
      }
      const { publicUrl } = options;
      const heard = webhookSites(sites);
      carriers = {
        ...((smtp || heard.length > 0) && { happened: happenedCarrier({ sites, store, now }) }),
        ...(smtp && publicUrl !== undefined && mailCarriers({ sites, publicUrl, store, secret, send: smtp.send })),
        ...(heard.length > 0 && { webhook: await openWebhooks({ sites, store, now }) }),
      };
      await follow(smtp ? 'all' : heard);
    },
    stop: async (grace) => {
      await outbox.stop(grace);
      smtp?.close();
    },
  };
};

const webhookSites = (sites: Sites): string[] => sites.ids.filter((id) => sites.find(id)!.webhooks.length > 0);

const openWebhooks = async (options: { sites: Sites; store: Store; now: () => number }) => {
  const { webhookCarrier } = await import('../webhooks/webhook-carrier.js');
  return webhookCarrier(options);
};
