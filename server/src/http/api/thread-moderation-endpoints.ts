import type { ModeratedThreads } from '../../service/moderated-threads.js';
import { resolveSite, type Sites } from '../../service/sites.js';
import type { ModerationEndpoint } from './endpoint.js';
import { moderatorsCall } from './moderators-call.js';
import { moderatorOf } from './moderator-of.js';

export const threadModerationEndpoints = (threads: ModeratedThreads, sites: Sites): ModerationEndpoint[] => [
  moderatorsCall({
    method: 'get',
    path: '/moderation/threads',
    summary: 'Threads, the newest first, with `q` those whose title, address or id has each of the words',
    query: 'ThreadsQuery',
    body: 'NoBody',
    responses: { 200: 'ThreadsPage' },
    call: async ({ query, signed }) => ({ status: 200, body: await threads.list(signed.scope, query) }),
  }),
  moderatorsCall({
    method: 'patch',
    path: '/moderation/threads',
    summary: 'Close, open or rename a thread, or give its page’s address',
    query: 'NoQuery',
    body: 'ThreadUpdate',
    responses: { 200: 'ModeratedThread' },
    call: async ({ body, signed }) => ({
      status: 200,
      body: await threads.update(moderatorOf(signed), { ...body, site: resolveSite(sites, body.site).id }),
    }),
  }),
  moderatorsCall({
    method: 'post',
    path: '/moderation/threads/move',
    summary: 'Give a thread another id, or merge it into the thread of that id; the old id leads there from now on',
    query: 'NoQuery',
    body: 'ThreadMove',
    responses: { 200: 'ModeratedThread' },
    call: async ({ body, signed }) => ({
      status: 200,
      body: await threads.move(moderatorOf(signed), { ...body, site: resolveSite(sites, body.site).id }),
    }),
  }),
];
