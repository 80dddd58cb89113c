import type { CaptchaAnswer } from '../contract.js';
import type { SubscriptionRecord } from '../store/subscriptions.js';
import { isOwnAddress, type Asker } from './askers.js';
import type { ServiceParts } from './comments.js';
import type { Client } from './rate-limits.js';
import { siteOfPage, type Site } from './sites.js';
import { readSubscriptionToken, type SubscriptionPurpose } from './subscription-tokens.js';
import { nameThread } from './thread-name.js';

export interface FollowRequest {
  site?: string;
  thread: string;
  email: string;
  captcha?: CaptchaAnswer;
  asker: Asker;
  client: Client;
}

/** What a link in a mail leads to. */
export interface LinkedSubscription {
  purpose: SubscriptionPurpose;
  /** Undefined if it no longer exists: it was ended, or not confirmed in time. */
  subscription?: SubscriptionRecord;
  site?: Site;
}

export interface Subscriptions {
  /**
   * Asks the address's owner by mail whether they want to follow the thread. Does not reveal whether a mail is sent.
   */
  follow(request: FollowRequest): Promise<void>;
  /** Looks up what a token is for; undefined if it is invalid. Changes nothing. */
  find(token: string): Promise<LinkedSubscription | undefined>;
  /** Does what the token is for; returns undefined if it is invalid. */
  act(token: string): Promise<LinkedSubscription | undefined>;
}

export const createSubscriptions = (
  { store, sites, now, askers, rateLimiter }: ServiceParts,
  secret: string,
): Subscriptions => {
  const find = async (token: string): Promise<LinkedSubscription | undefined> => {
    const read = readSubscriptionToken(secret, token);
    if (!read) return undefined;
    const subscription = await store.read(({ subscriptions }) => subscriptions.find(read.id));
    return { purpose: read.purpose, subscription, site: subscription && sites.find(subscription.site) };
  };

  return {
    follow: async ({ site: asked, thread, email, captcha, asker, client }) => {
      const site = siteOfPage(sites, asked, client);
      await rateLimiter.consume('subscription', client);
      const person = await askers.find(site, asker);
      const admission = await askers.admit(site, person, captcha);
      if (!site.mail) return;
      const language = client.language ?? site.language;
      const name = nameThread(site.id, thread);
      const verified = isOwnAddress(person.identity, email);
      await store.subscriptions.subscribe({
        ...name,
        ...{ email, language, verified, visitor: person.id, now: now() },
        ...admission,
      });
    },

    find,

    act: async (token) => {
      const found = await find(token);
      if (found?.subscription === undefined) return found;
      const { id } = found.subscription;
      if (found.purpose === 'confirm') await store.subscriptions.confirm(id);
      else await store.subscriptions.end(id);
      return found;
    },
  };
};
