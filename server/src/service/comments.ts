import { ApiError, invalidFields } from '../api-error.js';
import type { CaptchaAnswer, Comment, Draft, DraftAuthor, Stars } from '../contract.js';
import { hashText } from '../hash.js';
import { keyConflict } from '../store/key-conflict.js';
import type { Sign } from '../spam/signs.js';
import type { RenderedText } from '../store/requests.js';
import type { Store } from '../store/store.js';
import type { SubmitRequest as StoredRequest } from '../store/comments.js';
import type { Submitted } from '../store/visitors.js';
import type { Subscriber } from '../store/subscriptions.js';
import type { BanCheck, Writer } from './ban-check.js';
import { checkDraft, checkedText } from './check-draft.js';
import { findBanned } from './find-banned.js';
import { keptJudgement, reasonsToHold } from './hold.js';
import { oneAtATime } from './one-at-a-time.js';
import { isOwnAddress, type Asker, type Identity, type Askers, type Person } from './askers.js';
import { authorsComment } from './present.js';
import type { Client, RateLimiter } from './rate-limits.js';
import { isReserved, readReservedNames } from './reserved-names.js';
import { closedBefore } from './settings.js';
import { siteOfComment, siteOfPage, type Site, type Sites } from './sites.js';
import type { Examination, SpamCheck } from './spam-check.js';
import { addressToKeep, nameThread, type NamedThread } from './thread-name.js';
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
  spam: SpamCheck;
}

/** A request whose thread has its name. */
type Submission = Omit<SubmitRequest, 'idempotencyKey'> & {
  thread: NamedThread;
  idempotency: NonNullable<StoredRequest['idempotency']> | undefined;
};

/** How long an idempotency key is valid, in milliseconds. */
const day = 24 * 60 * 60 * 1000;

export const createComments = ({ store, sites, now, askers, rateLimiter, bans, spam }: ServiceParts): Comments => {
  const inTurn = oneAtATime();

  /** All that the database knows about a text and its author, in one read. */
  const readAbout = (site: Site, writer: Writer, author: DraftAuthor, examination: Examination) =>
    store.read(async (reads) => {
      const [reserved, banned, facts] = await Promise.all([
        author.name === undefined ? [] : readReservedNames(reads, site.id),
        bans.read(reads, site.id, writer, author),
        examination.read(reads),
      ]);
      return { reserved, banned, facts };
    });

  const submit = async (
    { draft: sent, thread, ...request }: Submission,
    site: Site,
    person: Person,
  ): Promise<Submitted> => {
    const { client, idempotency } = request;
    const { id: visitor, identity } = person;
    const kept =
      idempotency &&
      (await store.read(({ visitors }) =>
        visitors.submitted({ site: site.id, scope: visitor ?? '', key: idempotency.key }, idempotency.since),
      ));
    if (kept && kept.bodyHash !== idempotency?.bodyHash) throw keyConflict();
    if (kept) return kept;

    await rateLimiter.consume('comment', client);
    const draft = checkDraft(sent, site, identity?.email);
    await rateLimiter.consume('render', client, draft.body.length);
    const text = await checkedText(draft.body);
    const author = identity ? { ...draft.author, ...saidBy(identity) } : draft.author;
    const { parent } = draft;
    const url = addressToKeep(draft.thread, thread, site.origins, client.page?.origin);
    const examination = spam.examine({
      ...{ site, visitor, client, thread: thread.thread, url, text, author },
      isStaff: identity?.role !== undefined,
      isReply: parent !== undefined,
      signs: request.signs,
    });
    const about = await readAbout(site, { visitor, client }, author, examination);
    const borrowsName = !identity?.role && (await isReserved(about.reserved, author.name));
    if (borrowsName && !identity) throw reservedName();
    const admittance: Admittance = request.unchecked
      ? { held: true }
      : await askers.admit(site, person, draft.captcha, 'hold');
    const judged = await examination.judge(about.facts, admittance.challengedAt);
    const banned = findBanned(about.banned, text, author);
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
          ...(await reasonsToHold(site, person, judged.person, text, author)),
        ],
        judged,
      ),
      network: spam.networkToKeep(site, client),
      now: now(),
      closedBefore: closedBefore(site, now()),
      ...admittance,
      idempotency,
    });
  };

  const submitInTurn: typeof submit = (submission, site, person) => {
    if (!submission.idempotency) return submit(submission, site, person);
    // A duplicate request waits for the one before it, and then finds its result.
    const turn = JSON.stringify([site.id, person.id, submission.idempotency.key]);
    return inTurn(turn, () => submit(submission, site, person));
  };

  const judgedEdit = async (
    site: Site,
    person: Person,
    { id, client }: Pick<CommentRequest, 'id' | 'client'>,
    text: RenderedText,
  ) => {
    const isStaff = person.identity?.role !== undefined;
    const examination = spam.examine({ site, visitor: person.id, client, comment: id, isStaff, text, author: {} });
    const about = await readAbout(site, { visitor: person.id, client }, {}, examination);
    const banned = findBanned(about.banned, text);
    const judged = await examination.judge(about.facts);
    return {
      spam: banned.length > 0,
      ...keptJudgement([...banned, ...(await reasonsToHold(site, person, judged.person, text))], judged),
    };
  };

  return {
    submit: async (request) => {
      const site = siteOfPage(sites, request.draft.site, request.client);
      const person = await askers.find(site, request.asker);
      if (site.identity?.required && !person.identity) throw new ApiError('unauthorized', 'Sign in to comment.');
      const thread = nameThread(site.id, request.draft.thread.id);
      const { idempotencyKey: key, ...submission } = request;
      const idempotency =
        key === undefined ? undefined : { key, bodyHash: hashDraft(thread, request.draft), since: now() - day };
      const { status, comment } = await submitInTurn({ ...submission, thread, idempotency }, site, person);
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
      const edited = await store.comments.edit({
        site: site.id,
        id: request.id,
        visitor: person.id,
        now: now(),
        window: site.editWindow * 1000,
        text,
        rating,
        ratingRequired: site.ratings === 'required',
        ...(text ? await judgedEdit(site, person, request, text) : { spam: false, reasons: [] }),
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
const hashDraft = ({ threadId }: NamedThread, { captcha: _, thread: __, ...draft }: Draft): string =>
  hashText(JSON.stringify({ ...draft, thread: threadId }));

const reservedName = (): ApiError =>
  invalidFields({ 'author.name': 'A moderator has this name, or one that looks like it.' });
