import { ApiError } from '../api-error.js';
import type { CaptchaAnswer, Mine, Stars, Summary, ThreadReference, VoteValue, Votes } from '../contract.js';
import { createRoom, lastThatFit } from './answer-bounds.js';
import type { CommentRequest, ServiceParts } from './comments.js';
import type { Asker } from './askers.js';
import { ownComment, summaryOf } from './present.js';
import type { Client } from './rate-limits.js';
import { closedBefore } from './settings.js';
import { siteOfComment, siteOfPage } from './sites.js';
import { addressToKeep, nameThread } from './thread-name.js';

export interface RateRequest {
  site?: string;
  thread: ThreadReference;
  value: Stars | null;
  asker: Asker;
  client: Client;
  captcha?: CaptchaAnswer;
}

export type ReportRequest = CommentRequest & { reason?: string };

export interface Reactions {
  vote(request: CommentRequest & { value: VoteValue }): Promise<{ votes: Votes; mine: VoteValue }>;
  rate(request: RateRequest): Promise<{ summary: Summary; mine: Stars | null }>;
  report(request: ReportRequest): Promise<void>;
  mine(request: { site?: string; thread: string; asker: Asker; client: Client }): Promise<Mine>;
}

/** For how long authors get back their own published comments, in milliseconds: longer than any cache keeps a page. */
const recently = 10 * 60 * 1000;

/** What visitors do besides writing: they vote, rate and report, and read what they themselves did. */
export const createReactions = ({ store, sites, now, askers, rateLimiter, bans }: ServiceParts): Reactions => {
  return {
    vote: async ({ id, asker, value, client, captcha: answer, ...request }) => {
      await rateLimiter.consume('reaction', client);
      const site = await siteOfComment(store, sites, { site: request.site, id, client });
      if (!site.votes) throw new ApiError('forbidden', 'There are no votes here.');
      const person = await askers.findKnown(site, asker);
      await bans.refuse(site.id, { visitor: person.id, client });
      const admittance = await askers.admit(site, person, answer);
      return store.comments.vote({
        site: site.id,
        id,
        visitor: person.id,
        value,
        now: now(),
        closedBefore: closedBefore(site, now()),
        ...admittance,
      });
    },

    rate: async ({ thread: reference, value, asker, client, captcha: answer, ...request }) => {
      await rateLimiter.consume('reaction', client);
      const site = siteOfPage(sites, request.site, client);
      if (site.ratings === 'off') throw new ApiError('forbidden', 'There are no ratings here.');
      const person = await askers.findKnown(site, asker);
      await bans.refuse(site.id, { visitor: person.id, client });
      const admittance = await askers.admit(site, person, answer);
      const thread = nameThread(site.id, reference.id);
      const { stars, mine } = await store.comments.rate({
        ...thread,
        url: addressToKeep(reference, thread, site.origins, client.page?.origin),
        title: reference.title,
        visitor: person.id,
        value,
        now: now(),
        closedBefore: closedBefore(site, now()),
        ...admittance,
      });
      return { summary: summaryOf(stars), mine };
    },

    report: async ({ id, asker, reason = '', client, captcha: answer, ...request }) => {
      await rateLimiter.consume('reaction', client);
      const site = await siteOfComment(store, sites, { site: request.site, id, client });
      const person = await askers.find(site, asker);
      const admittance = await askers.admit(site, person, answer);
      await store.comments.report({
        site: site.id,
        id,
        visitor: person.id,
        reason,
        now: now(),
        toHold: site.reportsToHold,
        ...admittance,
      });
    },

    mine: async ({ site: asked, thread, asker, client }) => {
      const site = siteOfPage(sites, asked, client);
      const { id } = await askers.findKnown(site, asker);
      const name = nameThread(site.id, thread);
      const since = now() - recently;
      const mine = await store.read(({ visitors }) => visitors.mine(name, id, since));
      return { ...mine, comments: lastThatFit(mine.comments.map(ownComment), createRoom()) };
    },
  };
};
