import type { Bans } from '../../service/bans.js';
import { findSite, type Sites } from '../../service/sites.js';
import type { ModerationEndpoint } from './endpoint.js';
import { moderatorsCall } from './moderators-call.js';
import { moderatorOf } from './moderator-of.js';

export const banEndpoints = (bans: Bans, sites: Sites): ModerationEndpoint[] => [
  moderatorsCall({
    method: 'get',
    path: '/moderation/bans',
    summary: 'Bans of one’s sites, the last first',
    query: 'LogQuery',
    body: 'NoBody',
    responses: { 200: 'BansPage' },
    call: async ({ query, signed }) => ({ status: 200, body: await bans.list(moderatorOf(signed), query) }),
  }),
  moderatorsCall({
    method: 'post',
    path: '/moderation/bans',
    summary: 'Hold as spam what somebody writes, or what has a word or a link; of a comment its author',
    query: 'NoQuery',
    body: 'BanRequest',
    responses: { 201: 'Ban' },
    call: async ({ body: { until: end, ...body }, signed }) => {
      const until = end === undefined ? undefined : Date.parse(end);
      // If there is only one site, it need not be named. An owner's ban without a site holds on all sites, including
      // future ones.
      const site = body.site ?? (signed.role === 'owner' ? undefined : findSite(sites, undefined)?.id);
      return { status: 201, body: await bans.add(moderatorOf(signed), { ...body, site, until }) };
    },
  }),
  moderatorsCall({
    method: 'delete',
    path: '/moderation/bans/{id}',
    summary: 'Lift a ban',
    query: 'NoQuery',
    body: 'NoBody',
    responses: { 204: 'Nothing' },
    call: async ({ id, signed }) => {
      await bans.remove(moderatorOf(signed), id);
      return { status: 204 };
    },
  }),
];
