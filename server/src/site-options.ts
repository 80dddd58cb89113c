import { altcha } from './captcha/altcha.js';
import type { CaptchaVerifier } from './captcha/verifier.js';
import { siteIdentity, type IdentityOptions } from './identity/site-identity.js';
import type { FieldRules, RatingMode } from './contract.js';
import { parseMailAddress } from './mail/address.js';
import { checkedOrigin } from './service/checked.js';
import type { Digest, MailSettings, ModerationMode, Webhook } from './service/settings.js';
import { createSites, type Sites } from './service/sites.js';
import { happenings, type Happened } from './store/outbox.js';
import { resolveSpam, type SpamOptions } from './spam/spam-settings.js';
import { nameWebhooks } from './webhooks/name-webhooks.js';

/** What a site decides; the handler's options are those of sites that say nothing else. */
export interface SiteOptions {
  /** What people call it. By default its id. */
  name?: string;
  /** BCP 47: what its moderators read. By default English. */
  language?: string;
  /** Origins of the pages that may write, such as `https://blog.example`. By default only pages of this server. */
  origins?: readonly string[];
  /** Default `altcha`. */
  captcha?: 'altcha' | 'none' | CaptchaVerifier;
  /** Default `none`. */
  moderation?: ModerationMode;
  /** Seconds in which a comment's author may change it. Default 900. */
  editWindow?: number;
  /** Default: name and e-mail are required, and the website is not asked for (`hidden`), though taken where it comes. */
  fields?: Partial<FieldRules>;
  /** Default `optional`. */
  ratings?: RatingMode;
  /** Default true. */
  votes?: boolean;
  /** Days after a thread's first comment or rating; then it takes no more. By default never. */
  closeAfter?: number;
  /** How many people must report a comment for it to be held. By default none is. */
  reportsToHold?: number;
  /** Whether search engines may list the pages without scripts (`/thread`). Default false. */
  index?: boolean;
  /** What looks like spam waits for a moderator. */
  spam?: SpamOptions;
  /** Whom its mails are from, where it is not the server's `mail`. */
  mail?: SiteMailOptions;
  /** Who signs in. By default all are guests. */
  identity?: IdentityOptions;
  /** Addresses that are told what happens. Something must deliver what the store's outbox has. */
  webhooks?: readonly WebhookOptions[];
}

export interface SiteMailOptions {
  /** `comments@example.org`, or `The blog <comments@example.org>`. */
  from?: string;
  /** Addresses that are mailed of new comments, and of those that wait or were reported. Default none. */
  moderators?: readonly string[];
  /** Default `each`. */
  digest?: Digest;
}

export interface WebhookOptions {
  url: string;
  secret: string;
  /** Default all. */
  events?: readonly Happened['event'][];
  /** Whether it may be on this machine or in a network of one's own. Default false. */
  allowPrivate?: boolean;
}

/** The settings of all sites that say nothing else, and those that do. */
export interface SitesOptions extends Omit<SiteOptions, 'name' | 'mail'> {
  /** Whom mails are from. Mail is put into the outbox only where this is said. */
  mail?: { from: string };
  sites?: readonly string[] | Readonly<Record<string, SiteOptions>>;
  /** Where people come back to who sign in elsewhere. */
  publicUrl?: string;
  /** Of the challenges that the server hands out itself. */
  secret: string;
}

/**
 * The sites of a handler.
 *
 * @throws RangeError where an option can't be right
 */
export const resolveSites = ({ sites = [], ...options }: SitesOptions): Sites => {
  const identityOf = (identity: IdentityOptions | undefined) => {
    if (identity?.email && !options.mail) throw new RangeError('identity.email: it needs mail.');
    if (identity?.providers?.length && options.publicUrl === undefined) {
      throw new RangeError('identity.providers: people come back to publicUrl.');
    }
    return identity ? siteIdentity(identity, options.secret) : null;
  };
  const mail: MailSettings | null = options.mail
    ? { from: parseMailAddress(options.mail.from), moderators: [], digest: 'each' }
    : null;
  const general = {
    language: options.language ?? 'en',
    origins: (options.origins ?? []).map(checkedOrigin),
    moderation: options.moderation ?? 'none',
    editWindow: options.editWindow ?? 900,
    fields: { name: 'required', email: 'required', url: 'hidden', ...options.fields },
    ratings: options.ratings ?? 'optional',
    votes: options.votes ?? true,
    captcha: resolveCaptcha(options.captcha, options.secret),
    closeAfter: options.closeAfter,
    reportsToHold: options.reportsToHold,
    index: options.index ?? false,
    mail,
    webhooks: resolveWebhooks(options.webhooks ?? []),
    identity: identityOf(options.identity),
    spam: resolveSpam(options.spam),
  } as const;
  const listed: [string, SiteOptions][] = isList(sites) ? sites.map((id) => [id, {}]) : Object.entries(sites);
  return createSites(
    general,
    new Map(
      listed.map(([id, { origins, fields, captcha, mail: ownMail, webhooks, identity, spam, ...own }]) => [
        id,
        {
          ...own,
          ...(origins && { origins: origins.map(checkedOrigin) }),
          ...(fields && { fields: { ...general.fields, ...fields } }),
          ...(spam && { spam: resolveSpam({ ...options.spam, ...spam }) }),
          ...(captcha && { captcha: resolveCaptcha(captcha, options.secret) }),
          ...(identity && { identity: identityOf(identity) }),
          ...(mail && ownMail && { mail: { ...mail, ...resolveMail(ownMail) } }),
          ...(webhooks && { webhooks: resolveWebhooks(webhooks) }),
        },
      ]),
    ),
  );
};

const isList = (sites: NonNullable<SitesOptions['sites']>): sites is readonly string[] => Array.isArray(sites);

const resolveMail = ({ from, moderators, digest }: SiteMailOptions): Partial<MailSettings> => ({
  ...(from !== undefined && { from: parseMailAddress(from) }),
  ...(moderators && { moderators: moderators.map((address) => parseMailAddress(address).address) }),
  ...(digest && { digest }),
});

const resolveWebhooks = (webhooks: readonly WebhookOptions[]): Webhook[] =>
  nameWebhooks(
    webhooks.map(({ url, secret, events = happenings, allowPrivate = false }, index) => {
      // The URL is not shown, as it may contain a token.
      if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
        throw new RangeError(`webhooks[${index}]: its url is no http(s) address`);
      if (secret === '') throw new RangeError(`webhooks[${index}]: a secret is missing`);
      return { url, secret, events, allowPrivate };
    }),
  );

const resolveCaptcha = (captcha: SiteOptions['captcha'] = 'altcha', secret: string): CaptchaVerifier | null => {
  if (captcha === 'none') return null;
  return captcha === 'altcha' ? altcha({ secret }) : captcha;
};
