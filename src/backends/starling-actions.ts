import type { Backend, RateResult, VoteResult } from '../backend.js';
import type { Comment, Mine, OwnComment, VoteValue } from '../contract.js';
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
} from '../internal/shape.js';
import type { Call, CallOptions } from './starling.js';

/** The methods of the `starling` adapter that a first view does without. */
export type StarlingActions = Required<
  Pick<Backend, 'find' | 'mine' | 'edit' | 'remove' | 'vote' | 'report' | 'rate' | 'counts' | 'preview' | 'challenge'>
>;

export const starlingActions = (
  call: Call,
  visitor: (make?: boolean) => string | undefined,
  site: string | undefined,
): StarlingActions => {
  const write = <T>(reader: Reader<T>, method: string, path: string, options?: CallOptions) =>
    call(reader, path, { ...options, method, token: visitor(true) });

  return {
    find: ({ id }, options) => call({ root: comment, path: arrayOf(reply) }, pathOf(id), { ...options }),
    mine: (target, options) =>
      call(mine, `mine?${query(target.site ?? site, [target.thread.id])}`, { ...options, token: visitor() }),
    edit: async ({ id, site }, change, options) =>
      (await write(kept, 'PATCH', pathOf(id), { ...options, body: { site, ...change } })).comment,
    remove: async ({ id }, options) => (await write(kept, 'DELETE', pathOf(id), options)).comment,
    vote: ({ id, site }, value, options) =>
      write(voteResult, 'PUT', `${pathOf(id)}/vote`, { ...options, body: { site, value } }),
    report: async ({ id, site }, reason, options) =>
      void (await write(text, 'POST', `${pathOf(id)}/report`, { ...options, body: { site, reason } })),
    rate: ({ site, thread }, value, options) =>
      write(rateResult, 'PUT', 'ratings', { ...options, body: { site, thread, value } }),
    counts: async (target, options) =>
      (await call({ counts }, `counts?${query(target.site ?? site, target.threads)}`, { ...options })).counts,
    preview: async (body, options) =>
      (await call({ html: text }, 'preview', { ...options, method: 'POST', body: { body } })).html,
    challenge: (options) => call((answer) => answer, 'challenge', { ...options }),
  };
};

const pathOf = (id: string) => `comments/${encodeURIComponent(id)}`;

const query = (site: string | undefined, threads: string[]) =>
  new URLSearchParams([...(site ? [['site', site]] : []), ...threads.map((id) => ['thread', id])]);

const kept: Reader<{ comment: Comment }> = { comment };

const own = (value: unknown): OwnComment => Object.assign(reply(value), conform({ body: text }, value));

const mine: Reader<Mine> = { comments: arrayOf(own), votes: recordOf(oneOf<1 | -1>([1], -1)), rating: stars };

const voteResult: Reader<VoteResult> = { votes, mine: oneOf<VoteValue>([1, -1], 0) };

const rateResult: Reader<RateResult> = { summary, mine: stars };

const counts = recordOf(count);
