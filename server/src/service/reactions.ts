import { ApiError } from '../api-error.js';
import type { CaptchaAnswer, Mine, Stars, Summary, ThreadReference, VoteValue, Votes } from '../contract.js';
import { createRoom, lastThatFit } from './answer-bounds.js';
import type { CommentRequest, ServiceParts } from './comments.js';
import { ownComment, summaryOf } from './present.js';
import type { Client } from './rate-limits.js';
import { resolveSite, siteOfComment } from './sites.js';
import { addressToKeep, nameThread } from './thread-name.js';

export interface RateRequest {
  site?: string;
  thread: ThreadReference;
  value: Stars | null;
  visitor: string;
  client: Client;
  /** Of the page that asks. */
  origin?: string;
  captcha?: CaptchaAnswer;
}

export type ReportRequest = Omit<CommentRequest, 'visitor'> & { visitor: string | null; reason?: string };

export interface Reactions {
  vote(request: CommentRequest & { value: VoteValue }): Promise<{ votes: Votes; mine: VoteValue }>;
  rate(request: RateRequest): Promise<{ summary: Summary; mine: Stars | null }>;
  report(request: ReportRequest): Promise<void>;
  mine(request: { site?: string; thread: string; visitor: string }): Promise<Mine>;
}

/** How long an author gets back their own published comments, in milliseconds: longer than any cache keeps a page. */
const recently = 10 * 60 * 1000;

/** What visitors do to the comments of others and to the thread, and what they get back of it. */
export const createReactions = ({ store, settings, visitors, rateLimiter }: ServiceParts): Reactions => {
  return {
    vote: async ({ id, visitor, value, client, captcha: answer, ...request }) => {
      await rateLimiter.consume('reaction', client);
      if (!settings.votes) throw new ApiError('forbidden', 'There are no votes here.');
      const site = await siteOfComment(store, settings.sites, { site: request.site, id });
      const admittance = await visitors.admit(site, visitor, answer);
      return store.comments.vote({ site, id, visitor, value, now: settings.now(), ...admittance });
    },

    rate: async ({ thread: reference, value, visitor, client, origin, captcha: answer, ...request }) => {
      await rateLimiter.consume('reaction', client);
      if (settings.ratings === 'off') throw new ApiError('forbidden', 'There are no ratings here.');
      const site = resolveSite(settings.sites, request.site);
      const admittance = await visitors.admit(site, visitor, answer);
      const thread = nameThread(site, reference.id);
      const { stars, mine } = await store.comments.rate({
        ...thread,
        url: addressToKeep(reference, thread, settings.origins, origin),
        title: reference.title,
        visitor,
        value,
        now: settings.now(),
        ...admittance,
      });
      return { summary: summaryOf(stars), mine };
    },

    report: async ({ id, visitor, reason = '', client, captcha: answer, ...request }) => {
      await rateLimiter.consume('reaction', client);
      const site = await siteOfComment(store, settings.sites, { site: request.site, id });
      const admittance = await visitors.admit(site, visitor, answer);
      await store.comments.report({ site, id, visitor, reason, now: settings.now(), ...admittance });
    },

    mine: async ({ site, thread, visitor }) => {
      const name = nameThread(resolveSite(settings.sites, site), thread);
      const since = settings.now() - recently;
      const mine = await store.read(({ visitors }) => visitors.mine(name, visitor, since));
      return { ...mine, comments: lastThatFit(mine.comments.map(ownComment), createRoom()) };
    },
  };
};
