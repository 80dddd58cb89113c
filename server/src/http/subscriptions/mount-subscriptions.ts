import type { Hono } from 'hono';
import type { Subscriptions } from '../../service/subscriptions.js';
import type { Environment } from '../environment.js';
import { limitBody } from '../middleware/json-body.js';
import { subscriptionPage } from './subscription-page.js';

/**
 * The pages that links in mails lead to. A scanner that opens every link changes nothing. Only the page's button does,
 * or a mail program's own button (RFC 8058), with a POST that needs nothing but the address.
 */
export const mountSubscriptions = (
  app: Hono<Environment>,
  { subscriptions }: { subscriptions: Subscriptions },
): void => {
  const path = '/subscriptions/:token';
  app.get(path, async (c) => {
    const found = await subscriptions.find(c.req.param('token') ?? '');
    return subscriptionPage(found, 'asked', c.req.header('accept-language'));
  });
  app.post(path, limitBody, async (c) => {
    const found = await subscriptions.act(c.req.param('token') ?? '');
    return subscriptionPage(found, 'done', c.req.header('accept-language'));
  });
};
