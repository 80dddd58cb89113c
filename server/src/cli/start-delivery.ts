import type { Delivery, DeliveryContext, Heard } from './delivery.js';
import type { ServeArguments } from './options.js';

/** Delivers what the outbox has, by the settings of a server. One that tells nobody anything loads nothing for it. */
export const startDelivery = async (options: ServeArguments, context: DeliveryContext): Promise<Delivery> => {
  const { store, logger } = context;
  let delivery: Delivery | undefined;
  // On a disk that is full or locked this process knows whom to tell all the same.
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
