import { ApiError, invalidFields, notFound } from '../api-error.js';
import type { CaptchaAnswer } from '../contract.js';
import { hashWithKey } from '../hash.js';
import { signInCode } from '../mail/letters/sign-in-code.js';
import type { Store } from '../store/store.js';
import { countInMemory } from './count-in-memory.js';
import type { Asker } from './askers.js';
import type { Client } from './rate-limits.js';
import { siteOfPage, type Site, type Sites } from './sites.js';
import type { Visitors } from './visitors.js';

/** Signing in with a code sent by mail. */
export interface MailCodes {
  /** Sends a code, unless too many were sent; the caller can't tell the difference. */
  send(request: Asked & { captcha?: CaptchaAnswer }): Promise<void>;
  /**
   * Returns a token if the code is right and the visitor is the one who asked. @throws ApiError `invalid` or `expired`
   */
  verify(request: Asked & { code: string; name: string }): Promise<string>;
}

interface Asked {
  site?: string;
  asker: Asker;
  client: Client;
  email: string;
}

const minute = 60_000;
const minutesGood = 10;
const mostTries = 5;
const mostToAddress = 3;
const mostByNetwork = 10;

export interface MailCodesParts {
  store: Store;
  sites: Sites;
  visitors: Visitors;
  secret: string;
  now: () => number;
}

export const createMailCodes = ({ store, sites, visitors, secret, now }: MailCodesParts): MailCodes => {
  const count = store.shared ? store.shared.count.bind(store.shared) : countInMemory();
  const countOf = async (what: string): Promise<number> =>
    (await count(hashWithKey(secret, `mail code ${what}`), 1, 60 * minute, now())).amount;

  const siteOf = ({ site: asked, client }: Asked): Site => {
    const site = siteOfPage(sites, asked, client);
    if (!site.identity?.email) throw notFound('Nobody signs in by mail here.');
    return site;
  };
  const visitorOf = ({ asker }: Asked): string => {
    if (asker.visitor === null) throw new ApiError('unauthorized', 'This needs a visitor token.');
    return asker.visitor;
  };
  const hashOf = (site: Site, visitor: string, email: string, code: string): string =>
    hashWithKey(secret, JSON.stringify(['mail code', site.id, visitor, email, code]));

  return {
    send: async ({ captcha, ...asked }) => {
      const site = siteOf(asked);
      const visitor = visitorOf(asked);
      const admission = await visitors.admit(site, visitor, captcha);
      const email = asAddress(asked.email);
      const mayNetwork = (await countOf(`by ${asked.client.network ?? 'unknown'}`)) <= mostByNetwork;
      // Mails that a network may not send any more don't count towards the limit of the address.
      const mayAddress = mayNetwork && (await countOf(`to ${JSON.stringify([site.id, email])}`)) <= mostToAddress;
      const code = sixDigits();
      const letter = {
        site: site.id,
        email,
        code,
        language: asked.client.language ?? site.language,
        minutes: minutesGood,
        now: now(),
      };
      await store.signIn.keepMailCode({
        site: site.id,
        visitor,
        hash: hashOf(site, visitor, email, code),
        expiresAt: now() + minutesGood * minute,
        mail: mayAddress ? signInCode(letter) : undefined,
        now: now(),
        ...admission,
      });
    },

    verify: async ({ code, name, ...asked }) => {
      const site = siteOf(asked);
      const visitor = visitorOf(asked);
      const email = asAddress(asked.email);
      const hash = hashOf(site, visitor, email, code);
      const outcome = await store.signIn.tryMailCode({ site: site.id, visitor, hash, most: mostTries, now: now() });
      if (outcome === 'wrong') throw invalidFields({ code: 'This is not the code.' });
      if (outcome === 'spent') throw new ApiError('expired', 'This code is good no more. Ask for another one.');
      return site.identity!.sign({ subject: `mailto:${email}`, name, email, emailVerified: true }, site.id, now());
    },
  };
};

/** Normalises an address: no mail server in common use treats case as significant. */
const asAddress = (email: string): string => email.normalize('NFC').toLowerCase();

/** All codes are equally likely, up to a bias of one in ten thousand million. */
const sixDigits = (): string => {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return String((high * 2 ** 20 + (low >>> 12)) % 1_000_000).padStart(6, '0');
};
