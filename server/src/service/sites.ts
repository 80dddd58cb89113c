import { ApiError, invalidFields, notFound } from '../api-error.js';
import type { Store } from '../store/store.js';
import type { Client } from './rate-limits.js';
import { fingerprintOf, type SiteSettings } from './settings.js';

/** A site that is served, with everything its pages depend on besides their threads. */
export interface Site extends SiteSettings {
  fingerprint: string;
  /** The hosts of its pages. */
  hosts: readonly string[];
}

/** The sites that this server serves. */
export interface Sites {
  /** The configured sites; empty if any site is served. */
  readonly ids: readonly string[];
  /** Origins of the pages of all sites. */
  readonly origins: readonly string[];
  find(id: string): Site | undefined;
}

/**
 * Sites with their own settings. If no site is configured, every site has the general settings. `general` contains
 * every setting that a site does not specify itself.
 */
export const createSites = (
  general: Omit<SiteSettings, 'id' | 'name'>,
  listed: ReadonlyMap<string, Partial<SiteSettings>>,
): Sites => {
  const siteOf = (id: string, own: Partial<SiteSettings> = {}): Site => {
    const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
    const site = { name: id, ...general, ...said, id };
    const hosts = site.origins.map((origin) => new URL(origin).hostname.replace(/^www\./, ''));
    return { ...site, hosts, fingerprint: fingerprintOf(site) };
  };
  const any = siteOf('');
  const sites = new Map([...listed].map(([id, own]) => [id, siteOf(id, own)]));
  return {
    ids: [...sites.keys()],
    origins: [...new Set([any, ...sites.values()].flatMap(({ origins }) => origins))],
    find: (id) => (sites.size === 0 ? { ...any, id, name: id } : sites.get(id)),
  };
};

/**
 * The site that a request is about. If sites are configured, any other site does not exist. A request without a site
 * means the configured site if there is just one.
 */
export const findSite = (sites: Sites, asked: string | undefined): Site | undefined => {
  const [only = '', ...more] = sites.ids;
  return asked === undefined && more.length > 0 ? undefined : sites.find(asked ?? only);
};

/** Whether a site keeps the networks that its comments come from; without a site, whether any site does. */
export const keepsNetworks = (sites: Sites, site: string | undefined): boolean => {
  const asked = site !== undefined ? [site] : sites.ids.length > 0 ? sites.ids : [''];
  return asked.some((id) => (sites.find(id)?.spam.keepNetwork ?? 0) > 0);
};

/** @throws ApiError `invalid` if the request does not name an existing site */
export const resolveSite = (sites: Sites, asked: string | undefined): Site => {
  const site = findSite(sites, asked);
  if (site) return site;
  throw invalidFields({ site: asked === undefined ? 'This server needs to know the site.' : 'There is no such site.' });
};

/**
 * The site that a page writes to, or reads private data from.
 *
 * @throws ApiError `invalid`; `forbidden` if the page belongs to another site
 */
export const siteOfPage = (sites: Sites, asked: string | undefined, client: Client): Site => {
  const site = resolveSite(sites, asked);
  checkPage(site, client);
  return site;
};

/** A comment's id is enough to find it; but a request that also names the site must name the right one. */
export const servedSite = (sites: Sites, asked: string | undefined, actual: string): Site | undefined =>
  asked === undefined || asked === actual ? sites.find(actual) : undefined;

/**
 * The site of the comment that a page's request is about.
 *
 * @throws ApiError `not-found` if there is no such comment, or its site is not served; `forbidden` if the page belongs
 *   to another site
 */
export const siteOfComment = async (
  store: Store,
  sites: Sites,
  { site: asked, id, client }: { site?: string; id: string; client: Client },
): Promise<Site> => {
  const thread = await store.read(({ threads }) => threads.ofComment(id));
  const site = thread && servedSite(sites, asked, thread.site);
  if (!site) throw notFound();
  checkPage(site, client);
  return site;
};

/** A page may only act on the site whose origins include its own. */
const checkPage = ({ origins }: Site, { page }: Client): void => {
  if (page === undefined || page.isOwn || origins.includes(page.origin)) return;
  throw new ApiError('forbidden', 'Pages of this origin may not take part on this site.');
};
