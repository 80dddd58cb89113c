import { folderAssets } from '../http/assets/folder-assets.js';
import type { SiteOptions } from '../site-options.js';
import { captchaOf, siteCaptcha } from './captcha-options.js';
import type { SiteConfig } from './config-schema.js';
import type { NodeHandlerOptions } from './node-handler.js';
import type { ServeArguments } from './options.js';

/**
 * What the command line, the environment and the file say, as the handler is told it.
 *
 * @throws OptionError where a setting can't be right
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
  trustedProxies: options.trustedProxy,
  publicUrl: options.publicUrl,
  basePath: options.basePath,
  pageMemory: options.pageMemory * 1024 * 1024,
  widget: options.widget,
  fallback: options.static === undefined ? undefined : folderAssets(options.static, pageCaching),
});

const pageCaching = { cacheControl: () => 'no-cache', anyOrigin: false };

/** The file's sites; of them those that `--site` lists, where it does. */
const sitesOf = ({ site: listed, sites = {} }: ServeArguments, secret: string): Record<string, SiteOptions> => {
  const ids = listed.length > 0 ? listed : Object.keys(sites);
  return Object.fromEntries(ids.map((id) => [id, siteOptions(id, sites[id] ?? {}, secret)]));
};

const siteOptions = (id: string, { captcha, ...site }: SiteConfig, secret: string): SiteOptions => ({
  ...site,
  ...(captcha && { captcha: siteCaptcha(id, captcha, secret) }),
});
