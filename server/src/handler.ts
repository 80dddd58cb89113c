import { createApp } from './http/app.js';
import { banEndpoints } from './http/api/ban-endpoints.js';
import { commentEndpoints } from './http/api/comment-endpoints.js';
import { identityEndpoints } from './http/api/identity-endpoints.js';
import { helperEndpoints } from './http/api/helper-endpoints.js';
import { queueEventsEndpoint } from './http/api/queue-events-endpoint.js';
import { queueEndpoints } from './http/api/queue-endpoints.js';
import { peopleEndpoints } from './http/api/people-endpoints.js';
import { reactionEndpoints } from './http/api/reaction-endpoints.js';
import { signInPages } from './http/api/sign-in-pages.js';
import { sessionEndpoints } from './http/api/session-endpoints.js';
import { subscriptionEndpoints } from './http/api/subscription-endpoints.js';
import { threadEndpoints } from './http/api/thread-endpoints.js';
import { threadModerationEndpoints } from './http/api/thread-moderation-endpoints.js';
import { arrivedReader } from './http/arrived.js';
import { basePath } from './http/base-path.js';
import { clientReader, type RequestContext } from './http/client.js';
import { crossOrigin } from './http/middleware/cross-origin.js';
import { pageMemory } from './http/middleware/page-memory.js';
import { defaultEventStreams, eventStreams, type EventStreamOptions } from './http/events/event-streams.js';
import { publicCache } from './http/middleware/public-cache.js';
import { ownOrigin, ownPages } from './http/own-page.js';
import { formTime } from './http/page/form-time.js';
import { toApiError } from './http/problem.js';
import { consoleLogger, type Logger } from './logger.js';
import { createFeeds } from './service/feeds.js';
import { createBanCheck } from './service/ban-check.js';
import { createBans } from './service/bans.js';
import { createComments } from './service/comments.js';
import {
  createRateLimiter,
  defaultRateLimits,
  unlimited,
  type RateLimiter,
  type RateLimiterOptions,
  type RateLimits,
} from './service/rate-limits.js';
import { createMailCodes } from './service/mail-codes.js';
import { createModeratedThreads } from './service/moderated-threads.js';
import { createAskers } from './service/askers.js';
import { createModerationLog } from './service/moderation-log.js';
import { createModeration } from './service/moderation.js';
import { plainScrypt, type Scrypt } from './service/passwords.js';
import { createPeople } from './service/people.js';
import { createQueueEvents } from './service/queue-events.js';
import { createLive } from './service/live/live.js';
import { createQueue } from './service/queue.js';
import { createReactions } from './service/reactions.js';
import { createSessions } from './service/sessions.js';
import { createSignIns } from './service/sign-ins.js';
import { createSignInLimits } from './service/sign-in-limits.js';
import { keepsNetworks } from './service/sites.js';
import { createSubscriptions } from './service/subscriptions.js';
import { createSpamCheck, type SpamCheckParts } from './service/spam-check.js';
import { createSpamLearning, taughtBy } from './service/spam-learning.js';
import { createThreads } from './service/threads.js';
import { createVisitors } from './service/visitors.js';
import { resolveSites, type SiteOptions } from './site-options.js';
import type { Store } from './store/store.js';
import { version } from './version.js';

export interface HandlerOptions extends Omit<SiteOptions, 'name' | 'mail'> {
  store: Store;
  /** Keeps visitors' tokens and captcha challenges; `await store.secret()` is one that stays. */
  secret: string;
  /** Sites that are served, each with what it has of its own. By default any, all with the general settings. */
  sites?: readonly string[] | Readonly<Record<string, SiteOptions>>;
  /** Whom mails are from. Something must deliver what the store's outbox has, as `runOutbox` does. Needs `publicUrl`. */
  mail?: { from: string };
  /** Where the world reaches this server: `https://example.org/comments`. */
  publicUrl?: string;
  /** Path below which a proxy passes requests on, with it or without: `/comments`. By default that of `publicUrl`. */
  basePath?: string;
  /** Networks of the proxies whose `X-Forwarded-For` is believed. Default none. */
  trustedProxies?: readonly string[];
  /** Changes to `defaultRateLimits`, or a limiter that several handlers share; false for none. */
  rateLimits?: Partial<RateLimits> | RateLimiter | false;
  /** Bytes of memory in which public answers are kept as rendered. Default 67,108,864; 0 for none. */
  pageMemory?: number;
  /** Changes to `defaultEventStreams`. */
  eventStreams?: Partial<Omit<EventStreamOptions, 'signal'>>;
  /** Ends all streams of events, which would go on for as long as somebody listens. */
  signal?: AbortSignal;
  /** Answers what nothing else does, such as the widget's files or a site's own pages. */
  fallback?: Fallback;
  /** Hashes moderators' passwords. By default in JavaScript; a runtime's own is faster. */
  scrypt?: Scrypt;
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
  const { secret, logger = consoleLogger } = options;
  const now = options.now ?? Date.now;
  if (options.mail && options.publicUrl === undefined) throw new RangeError('mail: links in mails need publicUrl');
  const sites = resolveSites(options);
  const learning = createSpamLearning(options.store, sites, now, (error) =>
    logger.warn({ err: error }, 'What moderators decided could not be learned. It is tried again.'),
  );
  const store = taughtBy(options.store, learning);
  const rateLimiter = resolveRateLimiter(options.rateLimits, { shared: store.shared, secret, now });
  const visitors = createVisitors(store, now, secret, logOutage(logger));
  const askers = createAskers(store, visitors, secret, now);
  const spam = createSpamCheck({ secret, now, wake: learning.wake, reportOutage: logAkismet(logger) });
  const parts = {
    store,
    sites,
    now,
    askers,
    rateLimiter,
    spam,
    bans: createBanCheck(store, secret, now),
  };
  const isOwnPage = ownPages(options.publicUrl);
  const below = options.basePath ?? pathOf(options.publicUrl);
  const limits = createSignInLimits(store.shared, secret, now);
  const sessions = createSessions(store, options.scrypt ?? plainScrypt, limits, now);

  const live = createLive(store, sites, now, (error) => void toApiError(error, logger));
  const cookie = { path: below || '/', secure: options.publicUrl?.startsWith('https:') ?? false };
  const signIns = createSignIns({
    ...{ store, sites, publicUrl: options.publicUrl, secret, now },
    reportFailure: (provider, reason) => logger.warn({ provider, reason }, 'A sign-in elsewhere did not succeed.'),
  });
  const subscriptions = createSubscriptions(parts, secret);

  const threads = createThreads(store, sites, now);
  const comments = createComments(parts);
  const isOwnOrigin = ownOrigin(options.publicUrl);
  const app = createApp({
    endpoints: [
      ...threadEndpoints(threads),
      ...commentEndpoints(comments, sites),
      ...subscriptionEndpoints(subscriptions),
      ...reactionEndpoints(createReactions(parts)),
      ...helperEndpoints(sites, rateLimiter),
      ...identityEndpoints(createMailCodes({ store, sites, visitors, secret, now }), signIns),
      ...signInPages(signIns, cookie),
      ...queueEndpoints(createQueue(store, now), createModeration(store, now), createModerationLog(store), sites),
      queueEventsEndpoint(
        createQueueEvents(store, now, (error) => void toApiError(error, logger)),
        eventStreams({ ...defaultEventStreams, ...options.eventStreams, most: 20, signal: options.signal }),
        sessions,
      ),
      ...peopleEndpoints(createPeople(store, now)),
      ...banEndpoints(
        createBans(store, now, (site) => keepsNetworks(sites, site)),
        sites,
      ),
      ...threadModerationEndpoints(createModeratedThreads(store, now), sites),
      ...sessionEndpoints(sessions, sites.ids, cookie),
    ],
    crossOrigin: crossOrigin(sites.origins, isOwnPage, logger),
    identify: visitors.identify,
    moderators: { find: sessions.find, isOwnOrigin },
    clientOf: clientReader(options.trustedProxies ?? [], isOwnPage),
    cached: publicCache({ build: version, memory: pageMemory(options.pageMemory ?? defaultPageMemory) }),
    version,
    feeds: createFeeds(store, sites),
    live,
    threads,
    comments,
    sites,
    isOwnOrigin,
    formTime: formTime(secret),
    now,
    streams: eventStreams({ ...defaultEventStreams, ...options.eventStreams, signal: options.signal }),
    subscriptions,
    publicUrl: options.publicUrl,
    basePath: basePath(below),
    ping: () => store.ping(),
    arrived: arrivedReader(secret, options.trustedProxies ?? [], now),
    fallback: async (request) => options.fallback?.(request),
    logger,
  });
  return async (request, context = {}) =>
    request.method === 'HEAD'
      ? answerHead(request, async (asGet) => app.fetch(asGet, context))
      : app.fetch(request, context);
};

/**
 * Answers as to GET, without the content (RFC 9110, 9.3.2). The content is cancelled: Hono would only drop it, and a
 * stream of events that nobody reads would stay open and count against its network.
 */
const answerHead = async (request: Request, answer: (asGet: Request) => Promise<Response>): Promise<Response> => {
  const response = await answer(new Request(request, { method: 'GET' }));
  await response.body?.cancel();
  return new Response(null, response);
};

const pathOf = (publicUrl: string | undefined): string =>
  publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '');

/** Some two thousand pages of 25 comments. */
export const defaultPageMemory = 64 * 1024 * 1024;

/** A mistake of the owner's is an error: until it is put right, everything waits for a moderator. */
const logOutage =
  (logger: Logger): Parameters<typeof createVisitors>[3] =>
  ({ id, captcha }, { reason, misconfigured }) => {
    const context = { ...(id && { site: id }), captcha: captcha?.setting.provider, reason };
    if (misconfigured) logger.error(context, 'The captcha is set up wrongly. Comments wait for a moderator.');
    else logger.warn(context, 'The captcha could not be checked. Comments wait for a moderator.');
  };

const logAkismet =
  (logger: Logger): SpamCheckParts['reportOutage'] =>
  ({ id }, { reason, misconfigured }) => {
    const context = { ...(id && { site: id }), reason };
    if (misconfigured) logger.error(context, 'Akismet refuses the key. The other layers decide.');
    else logger.warn(context, 'Akismet could not be asked. The other layers decide.');
  };

const resolveRateLimiter = (rateLimits: HandlerOptions['rateLimits'], options: RateLimiterOptions): RateLimiter => {
  if (rateLimits === false) return unlimited;
  if (rateLimits && 'consume' in rateLimits) return rateLimits;
  return createRateLimiter({ ...defaultRateLimits, ...rateLimits }, options);
};
