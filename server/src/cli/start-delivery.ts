import type { Delivery, DeliveryContext, Heard } from './delivery.js';
import type { ServeArguments } from './options.js';

/**
 * Delivers the outbox's entries, with a server's settings. If nobody is to be told anything, the modules for it are not
 * loaded.
 */
export const startDelivery = async (options: ServeArguments, context: DeliveryContext): Promise<Delivery> => {
  const { store, logger } = context;
  let delivery: Delivery | undefined;
  // If storing fails because the disk is full or locked, this process still knows which sites to report.
  const follow = (sites: Heard): Promise<void> =>
    store.outbox
      .follow(sites)
      .catch((error: unknown) => logger.warn({ err: error }, 'Commands will not tell mails and webhooks.'));

  const settle = async (settled: ServeArguments): Promise<void> => {
    if (!delivery && tells(settled)) {
      const { createDelivery } = await import('./delivery.js');
      delivery = createDelivery({ ...context, follow });
    }
    await (delivery ? delivery.settle(settled) : follow([]));
  };
  await settle(options);
  return { settle, stop: async (grace) => delivery?.stop(grace) };
};

const tells = ({ smtp, sites = {} }: ServeArguments): boolean =>
  smtp !== undefined || Object.values(sites).some(({ webhooks = [] }) => webhooks.length > 0);
