import type { Subscriptions } from '../../service/subscriptions.js';
import { privateCall, type Endpoint } from './endpoint.js';
import { NoQuery } from './query-schemas.js';
import { Subscription } from './request-schemas.js';

export const subscriptionEndpoints = (subscriptions: Subscriptions): Endpoint[] => [
  privateCall({
    method: 'post',
    path: '/subscriptions',
    summary: 'Follow a thread by mail; whoever reads the address is asked first',
    visitor: 'optional',
    query: NoQuery,
    body: Subscription,
    responses: { 202: 'Nothing' },
    call: async ({ body: { thread, ...body }, asker, client }) => {
      await subscriptions.follow({
        ...body,
        thread: typeof thread === 'string' ? thread : thread.id,
        asker,
        client,
      });
      return { status: 202, body: {} };
    },
  }),
];
