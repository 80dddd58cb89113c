import type { Carrier, Carriers } from '../outbox/carrier.js';
import type { Sites } from '../service/sites.js';
import type { Compose, Desk } from './compose.js';
import { composeConfirmation } from './letters/confirmation.js';
import { composeNotices } from './letters/notices.js';
import { composeReplies } from './letters/replies.js';
import { composeSignInCode } from './letters/sign-in-code.js';
import type { SendMail } from './mail.js';

export interface MailCarriersOptions extends Pick<Desk, 'store' | 'secret'> {
  sites: Sites;
  publicUrl: string;
  send: SendMail;
}

const letters: Readonly<Record<string, Compose>> = {
  'sign-in-code': composeSignInCode,
  confirmation: composeConfirmation,
  replies: composeReplies,
  notices: composeNotices,
};

/** Carriers for all kinds of mail. Each letter is composed when it is sent, from the current data. */
export const mailCarriers = (options: MailCarriersOptions): Carriers =>
  Object.fromEntries(Object.entries(letters).map(([kind, compose]) => [kind, carrierOf(compose, options)]));

const carrierOf =
  (compose: Compose, { sites, send, publicUrl, store, secret }: MailCarriersOptions): Carrier =>
  async (bundle, signal) => {
    const { site: id, recipient } = bundle[0]!;
    const site = sites.find(id);
    // The owner has removed the site, or the site's mail, from the settings.
    if (!site?.mail) return;
    const link = (path: string) => `${publicUrl.replace(/\/+$/, '')}${path}`;
    const letter = await compose(bundle, { site, store, secret, link });
    if (!letter) return;
    await send({ ...letter, from: { name: site.name, ...site.mail.from }, to: recipient, id: bundle[0]!.id }, signal);
  };
