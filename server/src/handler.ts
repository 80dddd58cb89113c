import { altcha } from './captcha/altcha.js';
import type { CaptchaVerifier } from './captcha/verifier.js';
import type { FieldRules, RatingMode } from './contract.js';
import { createApp } from './http/app.js';
import { commentEndpoints } from './http/api/comment-endpoints.js';
import { helperEndpoints } from './http/api/helper-endpoints.js';
import { reactionEndpoints } from './http/api/reaction-endpoints.js';
import { threadEndpoints } from './http/api/thread-endpoints.js';
import { clientReader, type RequestContext } from './http/client.js';
import { crossOrigin } from './http/middleware/cross-origin.js';
import { pageMemory } from './http/middleware/page-memory.js';
import { publicCache } from './http/middleware/public-cache.js';
import { consoleLogger, type Logger } from './logger.js';
import { checkedOrigin } from './service/checked.js';
import { createComments } from './service/comments.js';
import { createRateLimiter, defaultRateLimits, unlimited, type RateLimits } from './service/rate-limits.js';
import { createReactions } from './service/reactions.js';
import { buildOf, type ModerationMode, type Settings } from './service/settings.js';
import { createThreads } from './service/threads.js';
import { createVisitors } from './service/visitors.js';
import type { Store } from './store/store.js';
import { version } from './version.js';

export interface HandlerOptions {
  store: Store;
  /** Keeps visitors' tokens and captcha challenges; `await store.secret()` is one that stays. */
  secret: string;
  /** Origins of the pages that may write, such as `https://blog.example`. By default only pages of this server. */
  origins?: readonly string[];
  /** Sites that are served. By default any. */
  sites?: readonly string[];
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
  /** Networks of the proxies whose `X-Forwarded-For` is believed. Default none. */
  trustedProxies?: readonly string[];
  /** Changes to `defaultRateLimits`; false for none. */
  rateLimits?: Partial<RateLimits> | false;
  /** Bytes of memory in which public answers are kept as rendered. Default 67,108,864; 0 for none. */
  pageMemory?: number;
  /** Answers what nothing else does, such as the widget's files or a site's own pages. */
  fallback?: Fallback;
  /** By default the console. */
  logger?: Logger;
  /** Milliseconds since 1970, for tests. */
  now?: () => number;
}

export type Fallback = (request: Request) => Response | undefined | Promise<Response | undefined>;

export type Handler = (request: Request, context?: RequestContext) => Promise<Response>;

/**
 * The whole server as one function of web standards alone: whatever needs files or sockets is given to it.
 * `context.address` is that of the peer; without it, rate limits can tell nobody from anybody.
 *
 * @throws RangeError where an option can't be right
 */
export const createHandler = (options: HandlerOptions): Handler => {
  const { store, secret, logger = consoleLogger } = options;
  const settings = resolveSettings(options);
  const rateLimiter =
    options.rateLimits === false ? unlimited : createRateLimiter({ ...defaultRateLimits, ...options.rateLimits });
  const visitors = createVisitors(store, settings, secret, logOutage(settings.captcha, logger));
  const parts = { store, settings, visitors, rateLimiter };

  const app = createApp({
    endpoints: [
      ...threadEndpoints(createThreads(store, settings)),
      ...commentEndpoints(createComments(parts), settings),
      ...reactionEndpoints(createReactions(parts)),
      ...helperEndpoints(settings, rateLimiter),
    ],
    crossOrigin: crossOrigin(settings.origins, logger),
    identify: visitors.identify,
    clientOf: clientReader(options.trustedProxies ?? []),
    cached: publicCache({
      build: buildOf(version, settings),
      memory: pageMemory(options.pageMemory ?? defaultPageMemory),
    }),
    version,
    ping: () => store.ping(),
    fallback: async (request) => options.fallback?.(request),
    logger,
  });
  return async (request, context = {}) => app.fetch(request, context);
};

/** Some two thousand pages of 25 comments. */
export const defaultPageMemory = 64 * 1024 * 1024;

/** A mistake of the owner's is an error: until it is put right, everything waits for a moderator. */
const logOutage =
  (captcha: CaptchaVerifier | null, logger: Logger): Parameters<typeof createVisitors>[3] =>
  ({ reason, misconfigured }) => {
    const context = { captcha: captcha?.setting.provider, reason };
    if (misconfigured) logger.error(context, 'The captcha is set up wrongly. Comments wait for a moderator.');
    else logger.warn(context, 'The captcha could not be checked. Comments wait for a moderator.');
  };

const resolveSettings = (options: HandlerOptions): Settings => ({
  sites: options.sites ?? [],
  origins: (options.origins ?? []).map(checkedOrigin),
  moderation: options.moderation ?? 'none',
  editWindow: options.editWindow ?? 900,
  fields: { name: 'required', email: 'required', url: 'hidden', ...options.fields },
  ratings: options.ratings ?? 'optional',
  votes: options.votes ?? true,
  captcha: resolveCaptcha(options),
  now: options.now ?? Date.now,
});

const resolveCaptcha = ({ captcha = 'altcha', secret }: HandlerOptions): CaptchaVerifier | null => {
  if (captcha === 'none') return null;
  return captcha === 'altcha' ? altcha({ secret }) : captcha;
};
