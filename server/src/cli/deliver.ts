import type { Logger } from '../logger.js';
import { mailCarriers } from '../mail/mail-carriers.js';
import type { Smtp } from '../mail/smtp.js';
import type { Carriers } from '../outbox/carrier.js';
import { runOutbox, type RunningOutbox } from '../outbox/run-outbox.js';
import { resolveSites } from '../site-options.js';
import type { Store } from '../store/store.js';
import { handlerSettings } from './handler-settings.js';
import type { ServeArguments } from './options.js';

export interface Delivery extends Pick<RunningOutbox, 'stop'> {
  /** From now on delivers by these settings. */
  settle(options: ServeArguments): Promise<void>;
}

/** Delivers what the outbox has, by the settings of a server. */
export const startDelivery = async (
  options: ServeArguments,
  { store, secret, logger }: { store: Store; secret: string; logger: Logger },
): Promise<Delivery> => {
  let smtp: (Smtp & { address: string }) | undefined;
  let carriers: Carriers = {};

  const settle = async (settled: ServeArguments): Promise<void> => {
    const sites = resolveSites(handlerSettings(settled, secret));
    if (smtp?.address !== settled.smtp) {
      smtp?.close();
      smtp = settled.smtp === undefined ? undefined : await openSmtp(settled.smtp);
    }
    carriers = { ...(smtp && mailCarriers({ sites, send: smtp.send })) };
  };
  await settle(options);
  const outbox = runOutbox({ store, logger, carriers: () => carriers });
  return {
    settle,
    stop: async (grace) => {
      await outbox.stop(grace);
      smtp?.close();
    },
  };
};

/** A server without mail needs no client for it. */
const openSmtp = async (address: string): Promise<Smtp & { address: string }> => {
  const { createSmtp } = await import('../mail/smtp.js');
  return { address, ...createSmtp(address) };
};
