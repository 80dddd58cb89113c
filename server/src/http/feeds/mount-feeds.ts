import type { Hono } from 'hono';
import { ApiError } from '../../api-error.js';
import type { Feeds } from '../../service/feeds.js';
import { FeedQuery } from '../api/query-schemas.js';
import { parse } from '../api/parse.js';
import type { Environment } from '../environment.js';
import type { PublicCache } from '../middleware/public-cache.js';
import type { FeedFormat } from './render-feed.js';

const types = { atom: 'application/atom+xml; charset=utf-8', json: 'application/feed+json; charset=utf-8' };

/** Serves the Atom and JSON feeds of sites and threads. */
export const mountFeeds = (
  app: Hono<Environment>,
  { feeds, cached, publicUrl }: { feeds: Feeds; cached: PublicCache; publicUrl: string | undefined },
): void => {
  for (const format of Object.keys(types) as FeedFormat[]) {
    const open: Parameters<PublicCache>[0]['open'] = (c) => {
      if (publicUrl === undefined)
        throw new ApiError('not-found', 'Feeds need the server’s --public-url: their addresses are whole.');
      const query = parse(FeedQuery, c.req.query());
      const address = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined)).toString();
      return {
        hasMore: Object.keys(c.req.query()).some((name) => !(name in query)),
        read: async (isKnown) => {
          // Every address in a feed begins with the server's.
          const tagged = (version: string): string => `${publicUrl} ${version}`;
          const recent = await feeds.recent(query, (version) => isKnown(tagged(version)));
          const { answer } = recent;
          const version = tagged(recent.version);
          if (!answer) return { version };
          // Loaded when first requested, as many servers never are.
          const { renderFeed } = await import('./render-feed.js');
          return {
            version,
            answer: renderFeed(answer, format, publicUrl.replace(/\/+$/, ''), address && `?${address}`),
          };
        },
      };
    };
    app.get(`/feeds/comments.${format}`, cached({ type: types[format], open }));
  }
};
