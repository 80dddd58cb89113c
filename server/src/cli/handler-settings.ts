import { folderAssets } from '../http/assets/folder-assets.js';
import type { SiteOptions } from '../site-options.js';
import { captchaOf, siteCaptcha } from './captcha-options.js';
import type { SiteConfig } from './config-schema.js';
import type { NodeHandlerOptions } from './node-handler.js';
import { OptionError } from './option-error.js';
import type { ServeArguments } from './options.js';

/**
 * The handler's options, from the command line, the environment and the settings file.
 *
 * @throws OptionError if a setting is invalid
 */
export const handlerSettings = (
  options: ServeArguments,
  secret: string,
): Omit<NodeHandlerOptions, 'store' | 'rateLimits'> => ({
  secret,
  origins: options.origin,
  sites: sitesOf(options, secret),
  captcha: captchaOf(options, secret),
  language: options.language,
  moderation: options.moderation,
  editWindow: options.editWindow,
  fields: options.require,
  ratings: options.ratings,
  votes: options.votes,
  closeAfter: options.closeAfter,
  reportsToHold: options.reportsToHold,
  identity: options.identity,
  index: options.index,
  spam: options.spam,
  trustedProxies: options.trustedProxy,
  mail: mailOf(options),
  publicUrl: options.publicUrl,
  basePath: options.basePath,
  pageMemory: options.pageMemory * 1024 * 1024,
  widget: options.widget,
  fallback: options.static === undefined ? undefined : folderAssets(options.static, pageCaching),
});

/** @throws OptionError if something that mails need is missing */
const mailOf = ({ smtp, mailFrom, publicUrl, ...options }: ServeArguments): NodeHandlerOptions['mail'] => {
  if (publicUrl === undefined && identitiesOf(options).some((each) => each.providers?.length)) {
    throw missing('--public-url', 'who signs in elsewhere comes back to it');
  }
  if (smtp === undefined && identitiesOf(options).some((each) => each.email))
    throw missing('--smtp', 'identity.email sends mails');
  const withWebhooks = Object.values(options.sites ?? {}).some(({ webhooks = [] }) => webhooks.length > 0);
  if (withWebhooks && publicUrl === undefined) throw missing('--public-url', 'webhooks are told of whole addresses');
  const withMail = Object.entries(options.sites ?? {}).find(([, { mail }]) => mail);
  if (smtp === undefined && withMail) throw missing('--smtp', `sites.${withMail[0]}.mail needs a mail server`);
  if (smtp === undefined) return undefined;
  if (publicUrl === undefined) throw missing('--public-url', "links in mails need the server's address");
  if (mailFrom === undefined) throw missing('--mail-from', 'with --smtp, mails need somebody they are from');
  return { from: mailFrom };
};

const identitiesOf = ({ identity, sites = {} }: Pick<ServeArguments, 'identity' | 'sites'>) =>
  [identity, ...Object.values(sites).map((site) => site.identity)].filter((each) => each !== undefined);

const missing = (option: string, reason: string): OptionError =>
  new OptionError(`option '${option}' is missing: ${reason}`);

const pageCaching = { cacheControl: () => 'no-cache', anyOrigin: false };

/** The sites of the file; if `--site` is given, only the sites it lists. */
const sitesOf = ({ site: listed, sites = {} }: ServeArguments, secret: string): Record<string, SiteOptions> => {
  const ids = listed.length > 0 ? listed : Object.keys(sites);
  return Object.fromEntries(ids.map((id) => [id, siteOptions(id, sites[id] ?? {}, secret)]));
};

const siteOptions = (id: string, { captcha, ...site }: SiteConfig, secret: string): SiteOptions => ({
  ...site,
  ...(captcha && { captcha: siteCaptcha(id, captcha, secret) }),
});
