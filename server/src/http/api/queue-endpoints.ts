import type { Moderation } from '../../service/moderation.js';
import type { ModerationLog } from '../../service/moderation-log.js';
import type { Filter, Queue } from '../../service/queue.js';
import { resolveSite, type Sites } from '../../service/sites.js';
import type { ModerationEndpoint } from './endpoint.js';
import { moderatorsCall } from './moderators-call.js';
import { moderatorOf } from './moderator-of.js';

export const queueEndpoints = (
  queue: Queue,
  moderation: Moderation,
  log: ModerationLog,
  sites: Sites,
): ModerationEndpoint[] => [
  moderatorsCall({
    method: 'get',
    path: '/moderation/comments',
    summary: 'Comments of any state, newest first, with what moderators go by',
    query: 'QueueQuery',
    body: 'NoBody',
    responses: { 200: 'QueuePage' },
    call: async ({ query: { reported, ...filter }, signed }) => ({
      status: 200,
      body: await queue.list(signed.scope, { ...toFilter(sites, filter), reported: reported === 'true' }),
    }),
  }),
  moderatorsCall({
    method: 'get',
    path: '/moderation/comments/{id}',
    summary: 'One comment of any state, and what it answers',
    query: 'NoQuery',
    body: 'NoBody',
    responses: { 200: 'InThread' },
    call: async ({ id, signed }) => ({ status: 200, body: await queue.find(signed.scope, id) }),
  }),
  moderatorsCall({
    method: 'post',
    path: '/moderation/comments/actions',
    summary: 'Decide on comments, by their ids or as they match, at most 500 at a time',
    query: 'NoQuery',
    body: 'ActionRequest',
    responses: { 200: 'Decided' },
    call: async ({ body: { ids = [], match, action, forGood }, signed }) => ({
      status: 200,
      body: match
        ? await queue.decide(
            moderatorOf(signed),
            { ...toFilter(sites, match), before: Date.parse(match.before) },
            action,
            { forGood },
          )
        : await moderation.decide(moderatorOf(signed), ids, action, { forGood }),
    }),
  }),
  moderatorsCall({
    method: 'patch',
    path: '/moderation/comments/{id}',
    summary: 'Change what somebody wrote; the log keeps the difference',
    query: 'NoQuery',
    body: 'Edit',
    responses: { 200: 'Moderated' },
    call: async ({ id, body, signed }) => {
      await moderation.edit(moderatorOf(signed), id, body);
      return { status: 200, body: (await queue.find(signed.scope, id)).comment };
    },
  }),
  moderatorsCall({
    method: 'post',
    path: '/moderation/comments/{id}/replies',
    summary: 'Answer a comment in public, with one’s shown name and badge',
    query: 'NoQuery',
    body: 'Reply',
    responses: { 201: 'Moderated' },
    call: async ({ id, body, signed }) => {
      const reply = await moderation.reply({ ...signed, ...moderatorOf(signed) }, id, body.body);
      return { status: 201, body: (await queue.find(signed.scope, reply)).comment };
    },
  }),
  moderatorsCall({
    method: 'post',
    path: '/moderation/people/trust',
    summary: 'Trust whoever wrote a comment, or no more: what they write waits for nobody',
    query: 'NoQuery',
    body: 'TrustRequest',
    responses: { 204: 'Nothing' },
    call: async ({ body, signed }) => {
      await moderation.trust(moderatorOf(signed), body);
      return { status: 204 };
    },
  }),
  moderatorsCall({
    method: 'get',
    path: '/moderation/log',
    summary: 'What moderators did, the last first',
    query: 'LogQuery',
    body: 'NoBody',
    responses: { 200: 'LogPage' },
    call: async ({ query, signed }) => ({ status: 200, body: await log.list(signed.scope, query) }),
  }),
  moderatorsCall({
    method: 'get',
    path: '/moderation/stats',
    summary: 'What was written on each of the last days',
    query: 'StatsQuery',
    body: 'NoBody',
    responses: { 200: 'Stats' },
    call: async ({ query, signed }) => ({ status: 200, body: await queue.stats(signed.scope, query) }),
  }),
  moderatorsCall({
    method: 'post',
    path: '/moderation/undo',
    summary: 'Take back a decision of one’s own, for ten minutes, as far as nothing changed since',
    query: 'NoQuery',
    body: 'UndoRequest',
    responses: { 200: 'Undone' },
    call: async ({ body: { undo }, signed }) => ({
      status: 200,
      body: { changed: await moderation.undo(moderatorOf(signed), undo) },
    }),
  }),
];

interface Asked extends Pick<Filter, 'site' | 'thread'> {
  from?: string;
  to?: string;
}

/**
 * A thread belongs to a site; if there is only one site, it need not be named.
 *
 * @throws ApiError `invalid` if there are several, and none is named
 */
const toFilter = <F extends Asked>(sites: Sites, { from, to, ...filter }: F) => ({
  ...filter,
  ...(filter.thread !== undefined && filter.site === undefined && { site: resolveSite(sites, undefined).id }),
  ...(from !== undefined && { from: Date.parse(from) }),
  ...(to !== undefined && { to: Date.parse(to) }),
});
