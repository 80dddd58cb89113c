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

/** Carriers of all kinds of mail. Each letter is written when it is sent, of what is true then. */
export const mailCarriers = (options: MailCarriersOptions): Carriers =>
  Object.fromEntries(Object.entries(letters).map(([kind, compose]) => [kind, carrierOf(compose, options)]));

const carrierOf =
  (compose: Compose, { sites, send, publicUrl, store, secret }: MailCarriersOptions): Carrier =>
  async (bundle, signal) => {
    const { site: id, recipient } = bundle[0]!;
    const site = sites.find(id);
    // Its owner took the site out of the settings, or mail out of the site.
    if (!site?.mail) return;
    const link = (path: string) => `${publicUrl.replace(/\/+$/, '')}${path}`;
    const letter = await compose(bundle, { site, store, secret, link });
    if (!letter) return;
    await send({ ...letter, from: { name: site.name, ...site.mail.from }, to: recipient, id: bundle[0]!.id }, signal);
  };
