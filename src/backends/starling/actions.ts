import type { Backend, CommentTarget, RateResult, VoteResult } from '../../backend.js';
import type { Comment, Mine, OwnComment, VoteValue } from '../../contract.js';
import { nameThreadLazily } from '../../name-thread-lazily.js';
import { loadPart } from '../../platform/load-part.js';
import {
  arrayOf,
  comment,
  conform,
  count,
  oneOf,
  recordOf,
  reply,
  stars,
  summary,
  text,
  votes,
  type Reader,
} from '../shared/shape.js';
import { visitorToken } from '../shared/visitor-token.js';
import type { Connection } from './connection.js';
import { nameOf, type Request, send } from './send.js';

/** The methods of the `starling` adapter that a first view does not need. */
export type StarlingActions = Required<
  Pick<
    Backend,
    | 'find'
    | 'mine'
    | 'edit'
    | 'remove'
    | 'vote'
    | 'report'
    | 'rate'
    | 'counts'
    | 'preview'
    | 'challenge'
    | 'identity'
    | 'follow'
  >
>;

export const starlingActions = (connection: Connection): StarlingActions => {
  const { call, visitorKey, site } = connection;
  const read = async <T>(reader: Reader<T>, path: string, request?: Request, token?: string) =>
    conform(reader, await send(connection, path, request, token));
  const write = <T>(reader: Reader<T>, method: string, path: string, request?: Request) =>
    read(reader, path, { ...request, method }, visitorToken(visitorKey, true));
  const query = (own = site, threads: string[] = []) =>
    new URLSearchParams([...(own ? [['site', own]] : []), ...threads.map((id) => ['thread', id])]);
  const pathOf = ({ id, site }: CommentTarget, part = '') => `comments/${encodeURIComponent(id)}${part}?${query(site)}`;

  return {
    find: (target, options) => read({ root: comment, path: arrayOf(reply) }, pathOf(target), { ...options }),
    mine: async ({ site, thread }, options) =>
      read(mine, `mine?${query(site, [await nameThreadLazily(thread.id)])}`, { ...options }, visitorToken(visitorKey)),
    edit: async (target, change, options) =>
      (await write(kept, 'PATCH', pathOf(target), { ...options, body: change })).comment,
    remove: async (target, options) =>
      // A body is sent only if it is needed, because some proxies refuse a DELETE with a body.
      (await write(kept, 'DELETE', pathOf(target), { ...options, body: options?.captcha && {} })).comment,
    vote: (target, value, options) =>
      write(voteResult, 'PUT', pathOf(target, '/vote'), { ...options, body: { value } }),
    report: async (target, reason, options) =>
      void (await write(text, 'POST', pathOf(target, '/report'), { ...options, body: { reason } })),
    rate: async ({ site, thread }, value, options) =>
      write(rateResult, 'PUT', 'ratings', { ...options, body: { site, thread: await nameOf(thread), value } }),
    counts: async ({ site, threads }, options) => {
      const names = await Promise.all(threads.map(nameThreadLazily));
      const found = await read({ counts }, `counts?${query(site, [...new Set(names)])}`, { ...options });
      return Object.fromEntries(threads.map((id, index) => [id, found.counts[names[index]!] ?? 0]));
    },
    preview: async (body, options) =>
      (await read({ html: text }, `preview?${query()}`, { ...options, method: 'POST', body: { body } })).html,
    identity: async () => (await loadPart(() => import('./identity.js'))).identityOf(connection),
    follow: async (...request) => (await import('./follow-events.js')).followEvents(connection, ...request),
    challenge: (options) => call(`challenge?${query()}`, options?.signal),
  };
};

const kept: Reader<{ comment: Comment }> = { comment };

const own = (value: unknown): OwnComment => Object.assign(reply(value), conform({ body: text }, value));

const mine: Reader<Mine> = { comments: arrayOf(own), votes: recordOf(oneOf<1 | -1>([1], -1)), rating: stars };

const voteResult: Reader<VoteResult> = { votes, mine: oneOf<VoteValue>([1, -1], 0) };

const rateResult: Reader<RateResult> = { summary, mine: stars };

const counts = recordOf(count);
