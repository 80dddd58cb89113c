import { ApiError, invalidFields } from '../api-error.js';
import type { CaptchaAnswer, Mine, Stars, Summary, ThreadReference, VoteValue, Votes } from '../contract.js';
import { threadKey } from '../store/thread-key.js';
import { createRoom, lastThatFit } from './answer-bounds.js';
import { checkAddress } from './check-draft.js';
import type { CommentRequest, ServiceParts } from './comments.js';
import { ownComment, summaryOf } from './present.js';
import type { Client } from './rate-limits.js';
import { resolveSite, siteOfComment } from './sites.js';

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

    rate: async ({ thread, value, visitor, client, captcha: answer, ...request }) => {
      await rateLimiter.consume('reaction', client);
      if (settings.ratings === 'off') throw new ApiError('forbidden', 'There are no ratings here.');
      const address = checkAddress(thread, settings.origins);
      if (address) throw invalidFields({ 'thread.url': address });
      const site = resolveSite(settings.sites, request.site);
      const admittance = await visitors.admit(site, visitor, answer);
      const { stars, mine } = await store.comments.rate({
        site,
        thread: threadKey(thread.id),
        threadId: thread.id,
        url: thread.url,
        title: thread.title,
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
      const name = { site: resolveSite(settings.sites, site), thread: threadKey(thread) };
      const since = settings.now() - recently;
      const mine = await store.read(({ visitors }) => visitors.mine(name, visitor, since));
      return { ...mine, comments: lastThatFit(mine.comments.map(ownComment), createRoom()) };
    },
  };
};
