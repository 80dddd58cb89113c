import type { Comment, Draft, FieldRule, Stars } from '../contract.js';
import { toStarlingError } from '../errors.js';
import { loadPart } from '../platform/load-part.js';
import { randomToken } from '../platform/random-token.js';
import { checkComments } from './check-page.js';
import type { TextField } from './check-field.js';
import type { DraftStore } from './draft-store.js';
import type { ThreadStore } from './thread-store.js';
import { authorFields, type TypedDraft } from './typed-draft.js';

/** Turns what was typed into a draft for the backend, without hidden and empty fields. */
export function draftOf(
  { target, settings }: ThreadStore,
  { body, rating, ...typed }: TypedDraft,
  parent: string | undefined,
  rule: (field: TextField | 'rating') => FieldRule,
): Draft {
  const author: Draft['author'] = {};
  for (const name of authorFields) {
    const value = typed[name].trim();
    if (value && rule(name) !== 'hidden') author[name] = value;
  }
  return {
    ...target,
    // Copied, because the page's title may change before the draft is sent.
    thread: { ...target.thread },
    parent: parent || undefined,
    author,
    body,
    // The option may have been offered before the reader signed in with an account that has no known e-mail address.
    notify: (settings?.notify && typed.notify) || undefined,
    rating: ((rule('rating') !== 'hidden' && rating) || undefined) as Stars | undefined,
  };
}

/**
 * Sends a draft and shows the comment; rejects with a `StarlingError`.
 *
 * The idempotency key stays the same as long as nothing is changed, and is stored before sending. So whatever happens
 * to the response or to the page, the result is one comment. After sending, the draft is deleted unless the reader has
 * gone on writing.
 */
export async function submitDraft(
  store: ThreadStore,
  typed: TypedDraft,
  draft: Draft,
  drafts: DraftStore,
  beforeShown?: () => Promise<unknown>,
): Promise<Comment> {
  const key = (typed.key ??= randomToken());
  drafts.save(typed);
  drafts.flush();
  const comment = await submitComment(store, draft, key, beforeShown);
  if (typed.body === draft.body) drafts.forget();
  return comment;
}

/**
 * Sends a comment and shows it; rejects with a `StarlingError`.
 *
 * @param beforeShown called once the comment is kept; it is shown when that is done
 */
export async function submitComment(
  store: ThreadStore,
  draft: Draft,
  idempotencyKey: string,
  beforeShown?: () => Promise<unknown>,
): Promise<Comment> {
  try {
    const comment = await (await store.ready()).submit(draft, { idempotencyKey });
    checkComments([comment]);
    // Loaded only now, as nothing before needs it.
    const [changes] = await Promise.all([
      loadPart(() => import('./change-thread.js')).catch(() => undefined),
      beforeShown?.(),
    ]);
    if (changes) changes.takeSubmitted(store, comment, draft.body);
    // The comment is kept by the server, so the thread has it when it is read anew.
    else void store.load();
    return comment;
  } catch (cause) {
    throw toStarlingError(cause);
  }
}
