import type { Logger } from '../logger.js';
import type { RunningOutbox } from '../outbox/run-outbox.js';
import type { Store } from '../store/store.js';
import type { ServeArguments } from './options.js';

/** Sites of which somebody wants to hear. */
export type Heard = Parameters<Store['outbox']['follow']>[0];

export interface Delivery extends Pick<RunningOutbox, 'stop'> {
  /** From now on delivers by these settings. */
  settle(options: ServeArguments): Promise<void>;
}

export interface DeliveryContext {
  store: Store;
  secret: string;
  logger: Logger;
}

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
