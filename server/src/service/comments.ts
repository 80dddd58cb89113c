import { invalidFields } from '../api-error.js';
import type { CaptchaAnswer, Comment, Draft, Stars } from '../contract.js';
import { hashText } from '../hash.js';
import { keyConflict } from '../store/key-conflict.js';
import type { Store, Submitted } from '../store/store.js';
import type { BanCheck } from './ban-check.js';
import { checkDraft, checkedText } from './check-draft.js';
import { reasonsToHold } from './hold.js';
import { oneAtATime } from './one-at-a-time.js';
import { authorsComment } from './present.js';
import type { Client, RateLimiter } from './rate-limits.js';
import { closedBefore } from './settings.js';
import { siteOfComment, siteOfPage, type Site, type Sites } from './sites.js';
import { addressToKeep, nameThread } from './thread-name.js';
import type { Visitors } from './visitors.js';

export interface SubmitRequest {
  draft: Draft;
  visitor: string | null;
  client: Client;
  idempotencyKey?: string;
}

export interface CommentRequest {
  site?: string;
  id: string;
  visitor: string;
  client: Client;
  captcha?: CaptchaAnswer;
}

export interface EditRequest extends CommentRequest {
  body?: string;
  rating?: Stars | null;
}

export interface Comments {
  /** Keeps a comment; `status` is 201 where it is public now, 202 where it waits for a moderator. */
  submit(request: SubmitRequest): Promise<{ status: number; comment: Comment }>;
  edit(request: EditRequest): Promise<Comment>;
  remove(request: CommentRequest): Promise<Comment>;
}

export interface ServiceParts {
  store: Store;
  sites: Sites;
  /** Milliseconds since 1970. */
  now: () => number;
  visitors: Visitors;
  rateLimiter: RateLimiter;
  bans: BanCheck;
}

/** How long an idempotency key is good for, in milliseconds. */
const day = 24 * 60 * 60 * 1000;

export const createComments = ({ store, sites, now, visitors, rateLimiter, bans }: ServiceParts): Comments => {
  const inTurn = oneAtATime();

  const submit = async (request: SubmitRequest, site: Site, bodyHash: string): Promise<Submitted> => {
    const { visitor, client, idempotencyKey: key } = request;
    const since = now() - day;
    const scope = visitor ?? '';
    const kept = key && (await store.read(({ visitors }) => visitors.submitted({ site: site.id, scope, key }, since)));
    if (kept && kept.bodyHash !== bodyHash) throw keyConflict();
    if (kept) return kept;

    await rateLimiter.consume('comment', client);
    const draft = checkDraft(request.draft, site);
    await rateLimiter.consume('render', client, draft.body.length);
    const text = await checkedText(draft.body);
    const admittance = await visitors.admit(site, visitor, draft.captcha, 'hold');
    const thread = nameThread(site.id, draft.thread.id);
    const banned = await bans.reasons(site.id, { visitor, client }, text, draft.author);
    return store.comments.submit({
      ...thread,
      url: addressToKeep(draft.thread, thread, site.origins, client.page?.origin),
      title: draft.thread.title,
      parent: draft.parent,
      author: draft.author,
      visitor,
      text,
      rating: draft.rating,
      spam: banned.length > 0,
      reasons: [
        ...banned,
        ...(admittance.held ? [{ code: 'captcha' } as const] : []),
        ...(await reasonsToHold(store, site, visitor, text, draft.author)),
      ],
      now: now(),
      closedBefore: closedBefore(site, now()),
      ...admittance,
      ...(key && { idempotency: { key, bodyHash, since } }),
    });
  };

  const submitInTurn = (request: SubmitRequest, site: Site, bodyHash: string): Promise<Submitted> => {
    if (!request.idempotencyKey) return submit(request, site, bodyHash);
    // A twin waits for the one before it, and then finds its answer.
    const turn = JSON.stringify([site.id, request.visitor, request.idempotencyKey]);
    return inTurn(turn, () => submit(request, site, bodyHash));
  };

  return {
    submit: async (request) => {
      const site = siteOfPage(sites, request.draft.site, request.client);
      const bodyHash = hashDraft(site.id, request.draft);
      const { status, comment } = await submitInTurn(request, site, bodyHash);
      return { status, comment: authorsComment(comment) };
    },

    edit: async ({ body, rating, ...request }) => {
      const site = await siteOfComment(store, sites, request);
      await rateLimiter.consume('comment', request.client);
      if (rating && site.ratings === 'off') throw invalidFields({ rating: 'There are no ratings here.' });
      if (body !== undefined) await rateLimiter.consume('render', request.client, body.length);
      const text = body === undefined ? undefined : await checkedText(body);
      const admittance = await visitors.admit(site, request.visitor, request.captcha);
      const banned = text === undefined ? [] : await bans.reasons(site.id, request, text);
      const edited = await store.comments.edit({
        site: site.id,
        id: request.id,
        visitor: request.visitor,
        now: now(),
        window: site.editWindow * 1000,
        text,
        rating,
        ratingRequired: site.ratings === 'required',
        spam: banned.length > 0,
        reasons: text === undefined ? [] : [...banned, ...(await reasonsToHold(store, site, request.visitor, text))],
        closedBefore: closedBefore(site, now()),
        ...admittance,
      });
      return authorsComment(edited);
    },

    remove: async (request) => {
      await rateLimiter.consume('reaction', request.client);
      const site = await siteOfComment(store, sites, request);
      const admittance = await visitors.admit(site, request.visitor, request.captcha);
      const { id, visitor } = request;
      return authorsComment(await store.comments.remove({ site: site.id, id, visitor, now: now(), ...admittance }));
    },
  };
};

/** What is said, and where: a retry may bring another captcha answer, from a page that has another title by then. */
const hashDraft = (site: string, { captcha: _, thread: { id }, ...draft }: Draft): string =>
  hashText(JSON.stringify({ ...draft, thread: nameThread(site, id).threadId }));
