import type {
  BackendFactory,
  ListQuery,
  RepliesQuery,
  RequestOptions,
  ThreadTarget,
  WriteOptions,
} from '../backend.js';
import type { Comment, Page } from '../contract.js';
import { StarlingError } from '../errors.js';
import { visitorToken } from '../internal/visitor-token.js';
import type { StarlingActions } from './starling-actions.js';

export interface CallOptions extends WriteOptions {
  idempotencyKey?: string;
  /** The visitor's; public reads have none, and so need no preflight. */
  token?: string;
  /** GET where absent. */
  method?: string;
  body?: object;
}

/** What a first view does without: their code loads when one is first called. */
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
] as const satisfies (keyof StarlingActions)[];

/**
 * One request to a path below /api/v1; its answer as it came. A first view's bytes are too dear to check each field:
 * whoever draws it must bear what a broken server sends.
 */
export type Call = <T>(path: string, options: CallOptions) => Promise<T>;

/**
 * A Starling server, over its HTTP API.
 *
 * `url` is the server's base address. Options:
 * - `timeout`: milliseconds after which a request is given up with the code `timeout`; 15,000
 */
export const starlingBackend: BackendFactory = ({ url, site, options: { timeout = 15_000 } }) => {
  if (!url) throw new StarlingError('misconfigured', 'server');
  const visitor = (make?: boolean) => visitorToken(`starling:visitor:${url}`, make);

  const call: Call = async (path, { signal, captcha, idempotencyKey, token, method, body }) => {
    const deadline = AbortSignal.timeout(timeout as number);
    const headers: Record<string, string> = {};
    if (token) headers.authorization = `Bearer ${token}`;
    if (body) headers['content-type'] = 'application/json';
    if (idempotencyKey) headers['idempotency-key'] = idempotencyKey;
    try {
      const response = await fetch(`${url}/api/v1/${path}`, {
        method,
        headers,
        body: body && JSON.stringify({ captcha, ...body, site: (body as ThreadTarget).site ?? site }),
        // Who takes part must see what they wrote, not what the HTTP cache still holds.
        cache: visitor() ? 'no-cache' : 'default',
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      const content = await response.text();
      const answer = content && JSON.parse(content);
      if (response.ok) return answer;
      // A code that this version does not know yet passes: whoever does not know it either takes it for `server`.
      throw new StarlingError(answer?.code?.at ? answer.code : 'server', answer?.detail, {
        fields: answer?.fields,
        retryAfter: parseInt(response.headers.get('retry-after')!) || undefined,
      });
    } catch (cause) {
      throw signal?.aborted || cause instanceof StarlingError
        ? cause
        : new StarlingError(
            deadline.aborted ? 'timeout' : cause instanceof TypeError ? 'network' : 'server',
            `${cause}`,
            { cause },
          );
    }
  };

  const list = ({ thread, ...query }: ListQuery | RepliesQuery, options?: RequestOptions) => {
    // By way of JSON, which leaves out what is undefined.
    const parameters = JSON.stringify({ ...query, site: query.site ?? site, thread: thread.id });
    return call<Page>(`comments?${new URLSearchParams(JSON.parse(parameters))}`, { ...options });
  };

  const lazy = (name: keyof StarlingActions) => [
    name,
    async (...parameters: never[]) => {
      const { starlingActions } = await import('./starling-actions.js');
      return (starlingActions(call, visitor, site)[name] as (...all: never[]) => unknown)(...parameters);
    },
  ];
  const actions: StarlingActions = Object.fromEntries(lazyMethods.map(lazy));

  return {
    ...actions,
    name: 'starling',
    list,
    replies: list,
    submit: async (body, options) => {
      const write = { ...options, token: visitor(true), method: 'POST', body };
      return (await call<{ comment: Comment }>('comments', write)).comment;
    },
    mine: async (target, options) => (visitor() ? actions.mine(target, options) : undefined),
  };
};
