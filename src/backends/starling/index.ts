import type { BackendFactory, ListQuery, RepliesQuery, RequestOptions } from '../../backend.js';
import type { Page } from '../../contract.js';
import { StarlingError, toStarlingError } from '../../errors.js';
import { nameThreadLazily } from '../../name-thread-lazily.js';
import { learnTime } from '../../platform/clock.js';
import { loadPart } from '../../platform/load-part.js';
import { recall } from '../../platform/storage.js';
import type { StarlingActions } from './actions.js';
import type { Call, Connection } from './connection.js';

/** Methods that a first view does not need. Their code loads when one of them is first called. */
const lazyMethods = [
  'find',
  'mine',
  'edit',
  'remove',
  'vote',
  'report',
  'rate',
  'counts',
  'preview',
  'challenge',
  'identity',
  'follow',
] as const satisfies (keyof StarlingActions)[];

/**
 * A Starling server, over its HTTP API.
 *
 * `url` is the server's base address. Options:
 * - `timeout`: milliseconds after which a request fails with the code `timeout`; default 15,000
 */
export const starlingBackend: BackendFactory = ({ url, site, options: { timeout = 15_000 } }) => {
  if (!url) throw new StarlingError('misconfigured', 'server');
  const visitorKey = `starling:visitor:${url}`;

  const call: Call = async (path, signal, init) => {
    const deadline = AbortSignal.timeout(timeout as number);
    try {
      const response = await fetch(`${url}/api/v1/${path}`, {
        ...init,
        // Readers who have written must see their comments, not an old response from the HTTP cache.
        cache: recall(visitorKey) ? 'no-cache' : 'default',
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      learnTime(response.headers.get('date'));
      const content = await response.text();
      if (response.ok) return content && JSON.parse(content);
      throw (await loadPart(() => import('./send.js'))).problemOf(response, content);
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw toStarlingError(cause, deadline.aborted ? 'timeout' : cause instanceof TypeError ? 'network' : 'server');
    }
  };

  const list = async ({ thread, ...query }: ListQuery | RepliesQuery, options?: RequestOptions) => {
    // Converted to JSON and back, which removes undefined values.
    const parameters = JSON.stringify({
      ...query,
      site: query.site ?? site,
      thread: await nameThreadLazily(thread.id),
    });
    return call<Page>(`comments?${new URLSearchParams(JSON.parse(parameters))}`, options?.signal);
  };

  const connection: Connection = { call, url, visitorKey, site };
  let made: StarlingActions | undefined;
  const lazy = (name: keyof StarlingActions) => [
    name,
    async (...parameters: never[]) => {
      // Loaded only once, because a page that is being left has no time for another `import()`.
      made ??= (await loadPart(() => import('./actions.js'))).starlingActions(connection);
      return (made[name] as (...all: never[]) => unknown)(...parameters);
    },
  ];
  const actions: StarlingActions = Object.fromEntries(lazyMethods.map(lazy));

  return {
    ...actions,
    name: 'starling',
    editsStars: true,
    list,
    replies: list,
    submit: async (...comment) => (await loadPart(() => import('./send.js'))).submit(connection, ...comment),
    prepare: () => import('./send.js'),
    mine: async (target, options) => (recall(visitorKey) ? actions.mine(target, options) : undefined),
  };
};
