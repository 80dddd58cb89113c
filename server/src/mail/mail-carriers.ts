import type { Carrier, Carriers } from '../outbox/carrier.js';
import type { Site, Sites } from '../service/sites.js';
import type { OutboxRecord } from '../store/outbox.js';
import { composeSignInCode } from './letters/sign-in-code.js';
import type { Letter, SendMail } from './mail.js';

/** What letters are written with. */
export interface Desk {
  site: Site;
}

/** Writes the letter of a bundle; nothing where there is nothing to say any more. */
export type Compose = (bundle: readonly OutboxRecord[], desk: Desk) => Promise<Letter | undefined>;

export interface MailCarriersOptions {
  sites: Sites;
  send: SendMail;
}

const letters: Readonly<Record<string, Compose>> = {
  'sign-in-code': composeSignInCode,
};

/** Carriers of all kinds of mail. Each letter is written when it is sent, of what is true then. */
export const mailCarriers = (options: MailCarriersOptions): Carriers =>
  Object.fromEntries(Object.entries(letters).map(([kind, compose]) => [kind, carrierOf(compose, options)]));

const carrierOf =
  (compose: Compose, { sites, send }: MailCarriersOptions): Carrier =>
  async (bundle, signal) => {
    const { site: id, recipient } = bundle[0]!;
    const site = sites.find(id);
    // Its owner took the site out of the settings, or mail out of the site.
    if (!site?.mail) return;
    const letter = await compose(bundle, { site });
    if (!letter) return;
    const { from } = site.mail;
    const mailId = bundle
      .map((entry) => entry.id)
      .join('.')
      .slice(0, 100);
    await send({ ...letter, from: { name: site.name, ...from }, to: recipient, id: mailId }, signal);
  };
