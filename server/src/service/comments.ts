import { ApiError, invalidFields } from '../api-error.js';
import type { CaptchaAnswer, Comment, Draft, Stars } from '../contract.js';
import { hashText } from '../hash.js';
import { keyConflict } from '../store/key-conflict.js';
import type { Sign } from '../spam/signs.js';
import type { Reason } from '../store/reasons.js';
import type { RenderedText } from '../store/requests.js';
import type { Store } from '../store/store.js';
import type { Submitted } from '../store/visitors.js';
import type { Subscriber } from '../store/subscriptions.js';
import type { BanCheck } from './ban-check.js';
import { checkDraft, checkedText } from './check-draft.js';
import { keptJudgement, reasonsToHold } from './hold.js';
import { oneAtATime } from './one-at-a-time.js';
import { isOwnAddress, type Asker, type Identity, type Askers, type Person } from './askers.js';
import { authorsComment } from './present.js';
import type { Client, RateLimiter } from './rate-limits.js';
import type { ReservedNames } from './reserved-names.js';
import { closedBefore } from './settings.js';
import { siteOfComment, siteOfPage, type Site, type Sites } from './sites.js';
import type { SpamCheck } from './spam-check.js';
import { addressToKeep, nameThread } from './thread-name.js';
import type { Admittance } from './visitors.js';

export interface SubmitRequest {
  draft: Draft;
  asker: Asker;
  client: Client;
  idempotencyKey?: string;
  /** Sent where no captcha can be shown: the comment waits for a moderator. */
  unchecked?: true;
  /** Signs of spam in the way it was sent. */
  signs?: readonly Sign[];
}

export interface CommentRequest {
  site?: string;
  id: string;
  asker: Asker;
  client: Client;
  captcha?: CaptchaAnswer;
}

export interface EditRequest extends CommentRequest {
  body?: string;
  rating?: Stars | null;
}

export interface Comments {
  /** Stores a comment; `status` is 201 if it is public now, 202 if it waits for a moderator. */
  submit(request: SubmitRequest): Promise<{ status: number; comment: Comment }>;
  edit(request: EditRequest): Promise<Comment>;
  remove(request: CommentRequest): Promise<Comment>;
}

export interface ServiceParts {
  store: Store;
  sites: Sites;
  /** Milliseconds since 1970. */
  now: () => number;
  askers: Askers;
  rateLimiter: RateLimiter;
  bans: BanCheck;
  reservedNames: ReservedNames;
  spam: SpamCheck;
}

/** How long an idempotency key is valid, in milliseconds. */
const day = 24 * 60 * 60 * 1000;

export const createComments = ({
  store,
  sites,
  now,
  askers,
  rateLimiter,
  bans,
  spam,
  reservedNames,
}: ServiceParts): Comments => {
  const inTurn = oneAtATime();

  const submit = async (request: SubmitRequest, site: Site, person: Person, bodyHash: string): Promise<Submitted> => {
    const { client, idempotencyKey: key } = request;
    const { id: visitor, identity } = person;
    const since = now() - day;
    const scope = visitor ?? '';
    const kept = key && (await store.read(({ visitors }) => visitors.submitted({ site: site.id, scope, key }, since)));
    if (kept && kept.bodyHash !== bodyHash) throw keyConflict();
    if (kept) return kept;

    await rateLimiter.consume('comment', client);
    const draft = checkDraft(request.draft, site, identity?.email);
    if (!identity) await reservedNames.refuse(site.id, draft.author.name);
    await rateLimiter.consume('render', client, draft.body.length);
    const text = await checkedText(draft.body);
    const author = identity ? { ...draft.author, ...saidBy(identity) } : draft.author;
    const admittance: Admittance = request.unchecked
      ? { held: true }
      : await askers.admit(site, person, draft.captcha, 'hold');
    const thread = nameThread(site.id, draft.thread.id);
    const borrowsName = identity !== undefined && !identity.role && (await reservedNames.has(site.id, author.name));
    const banned = await bans.reasons(site.id, { visitor, client }, text, author);
    const { parent } = draft;
    const url = addressToKeep(draft.thread, thread, site.origins, client.page?.origin);
    const judged = await spam.judge({
      ...{ site, visitor, client, thread: thread.thread, url, text, author },
      isStaff: identity?.role !== undefined,
      isReply: parent !== undefined,
      signs: request.signs,
      challengedAt: admittance.challengedAt,
    });
    return store.comments.submit({
      ...thread,
      url,
      title: draft.thread.title,
      parent,
      author,
      badge: identity && (identity.role ?? 'verified'),
      visitor,
      text,
      rating: draft.rating,
      spam: banned.length > 0,
      notify: draft.notify ? notifyOf(person, author.email, site, client) : undefined,
      ...keptJudgement(
        [
          ...banned,
          ...(borrowsName ? [{ code: 'name' } as const] : []),
          ...(admittance.held ? [{ code: 'captcha' } as const] : []),
          ...reasonsToHold(site, person, judged.person, text, author),
        ],
        judged,
      ),
      network: spam.networkToKeep(site, client),
      now: now(),
      closedBefore: closedBefore(site, now()),
      ...admittance,
      ...(key && { idempotency: { key, bodyHash, since } }),
    });
  };

  const submitInTurn: typeof submit = (request, site, person, bodyHash) => {
    if (!request.idempotencyKey) return submit(request, site, person, bodyHash);
    // A duplicate request waits for the one before it, and then finds its result.
    const turn = JSON.stringify([site.id, person.id, request.idempotencyKey]);
    return inTurn(turn, () => submit(request, site, person, bodyHash));
  };

  const judgedEdit = async (
    site: Site,
    person: Person,
    { id, client }: Pick<CommentRequest, 'id' | 'client'>,
    text: RenderedText,
    banned: readonly Reason[],
  ) => {
    const isStaff = person.identity?.role !== undefined;
    const judged = await spam.judge({ site, visitor: person.id, client, comment: id, isStaff, text, author: {} });
    return keptJudgement([...banned, ...reasonsToHold(site, person, judged.person, text)], judged);
  };

  return {
    submit: async (request) => {
      const site = siteOfPage(sites, request.draft.site, request.client);
      const bodyHash = hashDraft(site.id, request.draft);
      const person = await askers.find(site, request.asker);
      if (site.identity?.required && !person.identity) throw new ApiError('unauthorized', 'Sign in to comment.');
      const { status, comment } = await submitInTurn(request, site, person, bodyHash);
      return { status, comment: authorsComment(comment) };
    },

    edit: async ({ body, rating, ...request }) => {
      const site = await siteOfComment(store, sites, request);
      const person = await askers.findKnown(site, request.asker);
      await rateLimiter.consume('comment', request.client);
      if (rating && site.ratings === 'off') throw invalidFields({ rating: 'There are no ratings here.' });
      if (body !== undefined) await rateLimiter.consume('render', request.client, body.length);
      const text = body === undefined ? undefined : await checkedText(body);
      const admittance = await askers.admit(site, person, request.captcha);
      const writer = { visitor: person.id, client: request.client };
      const banned = text === undefined ? [] : await bans.reasons(site.id, writer, text);
      const edited = await store.comments.edit({
        site: site.id,
        id: request.id,
        visitor: person.id,
        now: now(),
        window: site.editWindow * 1000,
        text,
        rating,
        ratingRequired: site.ratings === 'required',
        spam: banned.length > 0,
        ...(text ? await judgedEdit(site, person, request, text, banned) : { reasons: [] }),
        closedBefore: closedBefore(site, now()),
        ...admittance,
      });
      return authorsComment(edited);
    },

    remove: async (request) => {
      await rateLimiter.consume('reaction', request.client);
      const site = await siteOfComment(store, sites, request);
      const person = await askers.findKnown(site, request.asker);
      const admittance = await askers.admit(site, person, request.captcha);
      const removal = { site: site.id, id: request.id, visitor: person.id, now: now() };
      return authorsComment(await store.comments.remove({ ...removal, ...admittance }));
    },
  };
};

/** The name, address and avatar of a signed-in person, which replace whatever they typed. */
const saidBy = ({ name, email, avatar }: Identity): { name: string; email?: string; avatar?: string } => ({
  name,
  ...(email !== undefined && { email }),
  ...(avatar !== undefined && { avatar }),
});

/** Who gets mails about replies: nobody if the site sends no mail. */
const notifyOf = (
  { identity }: Person,
  email: string | undefined,
  site: Site,
  client: Client,
): Subscriber | undefined =>
  site.mail && email
    ? { email, language: client.language ?? site.language, verified: isOwnAddress(identity, email) }
    : undefined;

/**
 * A hash of the draft's content and its thread. The captcha answer and the thread's address and title are left out,
 * because a retry may have others.
 */
const hashDraft = (site: string, { captcha: _, thread: { id }, ...draft }: Draft): string =>
  hashText(JSON.stringify({ ...draft, thread: nameThread(site, id).threadId }));
