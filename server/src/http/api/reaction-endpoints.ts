import type { Reactions } from '../../service/reactions.js';
import { ownCall, privateCall, type Endpoint } from './endpoint.js';
import { Rating, Report, Vote } from './request-schemas.js';
import { NoBody, NoQuery, SiteQuery, ThreadQuery } from './query-schemas.js';

export const reactionEndpoints = (reactions: Reactions): Endpoint[] => [
  ownCall({
    method: 'put',
    path: '/comments/{id}/vote',
    summary: 'Vote on a comment, or with 0 take the vote back',
    query: SiteQuery,
    body: Vote,
    responses: { 200: 'VoteResult' },
    call: async ({ id, query, body, asker, client }) => ({
      status: 200,
      body: await reactions.vote({ ...query, ...body, id, asker, client }),
    }),
  }),
  privateCall({
    method: 'post',
    path: '/comments/{id}/report',
    summary: 'Tell the moderators about a comment',
    visitor: 'optional',
    query: SiteQuery,
    body: Report.optional(),
    responses: { 202: 'Nothing' },
    call: async ({ id, query, body, asker, client }) => {
      await reactions.report({ ...query, ...body, id, asker, client });
      return { status: 202, body: {} };
    },
  }),
  ownCall({
    method: 'put',
    path: '/ratings',
    summary: 'Rate a thread without a comment, or with null take that back',
    query: NoQuery,
    body: Rating,
    responses: { 200: 'RateResult' },
    call: async ({ body, asker, client }) => ({
      status: 200,
      body: await reactions.rate({ ...body, asker, client }),
    }),
  }),
  ownCall({
    method: 'get',
    path: '/mine',
    summary: 'What belongs to the visitor in a thread',
    query: ThreadQuery,
    body: NoBody,
    responses: { 200: 'Mine' },
    call: async ({ query, asker, client }) => ({
      status: 200,
      body: await reactions.mine({ ...query, asker, client }),
    }),
  }),
];
