import { subscriptionToken } from '../../service/subscription-tokens.js';
import { writeLetter } from '../letter.js';
import type { Compose } from '../compose.js';
import { textsIn } from '../texts/texts.js';

/**
 * Asks the owner of an address whether they want mails. The letter contains no text by whoever asked for them, who may
 * be anybody. So it has no title either, because a thread's first comment supplies that; of the page it contains only
 * the address, which is on the site.
 */
export const composeConfirmation: Compose = async ([entry], { site, store, link, secret }) => {
  const id = String(entry!.content.subscription);
  const subscription = await store.read(({ subscriptions }) => subscriptions.find(id));
  if (!subscription || subscription.confirmed) return undefined;
  const { language, texts } = textsIn(subscription.language);
  const page = subscription.threadUrl ?? site.name;
  return writeLetter({
    subject: texts.confirmSubject(site.name),
    language,
    site: site.name,
    blocks: [
      { type: 'words', text: subscription.comment ? texts.confirmReplies(page) : texts.confirmThread(page) },
      {
        type: 'link',
        label: texts.confirmLink,
        href: link(`/subscriptions/${subscriptionToken(secret, 'confirm', id)}`),
      },
      { type: 'words', text: texts.confirmNotYou },
    ],
  });
};
