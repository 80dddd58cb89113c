import { hashText } from '../hash.js';
import type { Webhook } from '../service/settings.js';

/**
 * Gives each webhook of a site the name under which the outbox, the log and `doctor` show it: `hooks.example#3fQ9xL0a`.
 * A URL is never shown: services such as Slack put a token into its path. The name stays when the secret, the events or
 * the order of the webhooks change, so messages that wait still arrive. Webhooks with the same URL are numbered.
 */
export const nameWebhooks = (webhooks: readonly Omit<Webhook, 'name'>[]): Webhook[] => {
  const seen = new Map<string, number>();
  return webhooks.map((webhook) => {
    const number = (seen.get(webhook.url) ?? 0) + 1;
    seen.set(webhook.url, number);
    const name = `${new URL(webhook.url).host}#${hashText(webhook.url).slice(0, 8)}`;
    return { ...webhook, name: number === 1 ? name : `${name}.${number}` };
  });
};
