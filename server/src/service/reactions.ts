import { ApiError } from '../api-error.js';
import type { CaptchaAnswer, Mine, Stars, Summary, ThreadReference, VoteValue, Votes } from '../contract.js';
import { createRoom, lastThatFit } from './answer-bounds.js';
import type { CommentRequest, ServiceParts } from './comments.js';
import { ownComment, summaryOf } from './present.js';
import type { Client } from './rate-limits.js';
import { closedBefore } from './settings.js';
import { siteOfComment, siteOfPage } from './sites.js';
import { addressToKeep, nameThread } from './thread-name.js';

export interface RateRequest {
  site?: string;
  thread: ThreadReference;
  value: Stars | null;
  visitor: string;
  client: Client;
  captcha?: CaptchaAnswer;
}

export type ReportRequest = Omit<CommentRequest, 'visitor'> & { visitor: string | null; reason?: string };

export interface Reactions {
  vote(request: CommentRequest & { value: VoteValue }): Promise<{ votes: Votes; mine: VoteValue }>;
  rate(request: RateRequest): Promise<{ summary: Summary; mine: Stars | null }>;
  report(request: ReportRequest): Promise<void>;
  mine(request: { site?: string; thread: string; visitor: string; client: Client }): Promise<Mine>;
}

/** How long an author gets back their own published comments, in milliseconds: longer than any cache keeps a page. */
const recently = 10 * 60 * 1000;

/** What visitors do to the comments of others and to the thread, and what they get back of it. */
export const createReactions = ({ store, sites, now, visitors, rateLimiter, bans }: ServiceParts): Reactions => {
  return {
    vote: async ({ id, visitor, value, client, captcha: answer, ...request }) => {
      await rateLimiter.consume('reaction', client);
      const site = await siteOfComment(store, sites, { site: request.site, id, client });
      if (!site.votes) throw new ApiError('forbidden', 'There are no votes here.');
      await bans.refuse(site.id, { visitor, client });
      const admittance = await visitors.admit(site, visitor, answer);
      return store.comments.vote({
        site: site.id,
        id,
        visitor,
        value,
        now: now(),
        closedBefore: closedBefore(site, now()),
        ...admittance,
      });
    },

    rate: async ({ thread: reference, value, visitor, client, captcha: answer, ...request }) => {
      await rateLimiter.consume('reaction', client);
      const site = siteOfPage(sites, request.site, client);
      if (site.ratings === 'off') throw new ApiError('forbidden', 'There are no ratings here.');
      await bans.refuse(site.id, { visitor, client });
      const admittance = await visitors.admit(site, visitor, answer);
      const thread = nameThread(site.id, reference.id);
      const { stars, mine } = await store.comments.rate({
        ...thread,
        url: addressToKeep(reference, thread, site.origins, client.page?.origin),
        title: reference.title,
        visitor,
        value,
        now: now(),
        closedBefore: closedBefore(site, now()),
        ...admittance,
      });
      return { summary: summaryOf(stars), mine };
    },

    report: async ({ id, visitor, reason = '', client, captcha: answer, ...request }) => {
      await rateLimiter.consume('reaction', client);
      const site = await siteOfComment(store, sites, { site: request.site, id, client });
      const admittance = await visitors.admit(site, visitor, answer);
      await store.comments.report({
        site: site.id,
        id,
        visitor,
        reason,
        now: now(),
        toHold: site.reportsToHold,
        ...admittance,
      });
    },

    mine: async ({ site, thread, visitor, client }) => {
      const name = nameThread(siteOfPage(sites, site, client).id, thread);
      const since = now() - recently;
      const mine = await store.read(({ visitors }) => visitors.mine(name, visitor, since));
      return { ...mine, comments: lastThatFit(mine.comments.map(ownComment), createRoom()) };
    },
  };
};
