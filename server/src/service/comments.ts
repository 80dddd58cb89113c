import { invalidFields } from '../api-error.js';
import type { CaptchaAnswer, Comment, Draft, DraftAuthor, Stars } from '../contract.js';
import { hashText } from '../hash.js';
import { keyConflict } from '../store/key-conflict.js';
import type { RenderedText, Store, Submitted } from '../store/store.js';
import { checkDraft, checkedText } from './check-draft.js';
import { oneAtATime } from './one-at-a-time.js';
import { authorsComment } from './present.js';
import type { Client, RateLimiter } from './rate-limits.js';
import { hasLink } from './text/links.js';
import type { Settings } from './settings.js';
import { resolveSite, siteOfComment } from './sites.js';
import { addressToKeep, nameThread } from './thread-name.js';
import type { Visitors } from './visitors.js';

export interface SubmitRequest {
  draft: Draft;
  visitor: string | null;
  client: Client;
  /** Of the page that asks. */
  origin?: string;
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
  settings: Settings;
  visitors: Visitors;
  rateLimiter: RateLimiter;
}

/** How long an idempotency key is good for, in milliseconds. */
const day = 24 * 60 * 60 * 1000;

export const createComments = ({ store, settings, visitors, rateLimiter }: ServiceParts): Comments => {
  const inTurn = oneAtATime();

  const submit = async (request: SubmitRequest, site: string, bodyHash: string): Promise<Submitted> => {
    const { visitor, client, origin, idempotencyKey: key } = request;
    const since = settings.now() - day;
    const scope = visitor ?? '';
    const kept = key && (await store.read(({ visitors }) => visitors.submitted({ site, scope, key }, since)));
    if (kept && kept.bodyHash !== bodyHash) throw keyConflict();
    if (kept) return kept;

    await rateLimiter.consume('comment', client);
    const draft = checkDraft(request.draft, settings);
    await rateLimiter.consume('render', client, draft.body.length);
    const text = await checkedText(draft.body);
    const admittance = await visitors.admit(site, visitor, draft.captcha, 'hold');
    const thread = nameThread(site, draft.thread.id);
    return store.comments.submit({
      ...thread,
      url: addressToKeep(draft.thread, thread, settings.origins, origin),
      title: draft.thread.title,
      parent: draft.parent,
      author: draft.author,
      visitor,
      text,
      rating: draft.rating,
      status:
        admittance.held || (await mustWait(store, settings, site, visitor, text, draft.author))
          ? 'pending'
          : 'published',
      now: settings.now(),
      ...admittance,
      ...(key && { idempotency: { key, bodyHash, since } }),
    });
  };

  const submitInTurn = (request: SubmitRequest, site: string, bodyHash: string): Promise<Submitted> => {
    if (!request.idempotencyKey) return submit(request, site, bodyHash);
    // A twin waits for the one before it, and then finds its answer.
    const turn = JSON.stringify([site, request.visitor, request.idempotencyKey]);
    return inTurn(turn, () => submit(request, site, bodyHash));
  };

  return {
    submit: async (request) => {
      const site = resolveSite(settings.sites, request.draft.site);
      const bodyHash = hashDraft(site, request.draft);
      const { status, comment } = await submitInTurn(request, site, bodyHash);
      return { status, comment: authorsComment(comment) };
    },

    edit: async ({ body, rating, ...request }) => {
      const site = await siteOfComment(store, settings.sites, request);
      await rateLimiter.consume('comment', request.client);
      if (rating && settings.ratings === 'off') throw invalidFields({ rating: 'There are no ratings here.' });
      if (body !== undefined) await rateLimiter.consume('render', request.client, body.length);
      const text = body === undefined ? undefined : await checkedText(body);
      const admittance = await visitors.admit(site, request.visitor, request.captcha);
      const edited = await store.comments.edit({
        site,
        id: request.id,
        visitor: request.visitor,
        now: settings.now(),
        window: settings.editWindow * 1000,
        text,
        rating,
        ratingRequired: settings.ratings === 'required',
        hold: text !== undefined && (await mustWait(store, settings, site, request.visitor, text)),
        ...admittance,
      });
      return authorsComment(edited);
    },

    remove: async (request) => {
      await rateLimiter.consume('reaction', request.client);
      const site = await siteOfComment(store, settings.sites, request);
      const admittance = await visitors.admit(site, request.visitor, request.captcha);
      const { id, visitor } = request;
      return authorsComment(await store.comments.remove({ site, id, visitor, now: settings.now(), ...admittance }));
    },
  };
};

/** What is said, and where: a retry may bring another captcha answer, from a page that has another title by then. */
const hashDraft = (site: string, { captcha: _, thread: { id }, ...draft }: Draft): string =>
  hashText(JSON.stringify({ ...draft, thread: nameThread(site, id).threadId }));

const mustWait = async (
  store: Store,
  { moderation }: Settings,
  site: string,
  visitor: string | null,
  text: RenderedText,
  author?: DraftAuthor,
): Promise<boolean> => {
  if (moderation === 'all') return true;
  if (moderation === 'links') return hasLink(text, author);
  if (moderation === 'first')
    return visitor === null || !(await store.read(({ visitors }) => visitors.hasPublished(site, visitor)));
  return false;
};
