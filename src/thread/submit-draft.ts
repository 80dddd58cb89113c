import type { Comment, Draft, FieldRule, Stars } from '../contract.js';
import { randomToken } from '../platform/random-token.js';
import { submitComment } from './change-thread.js';
import type { TextField } from './check-field.js';
import type { DraftStore } from './draft-store.js';
import type { ThreadStore } from './thread-store.js';
import { authorFields, type TypedDraft } from './typed-draft.js';

/** What was typed, as a backend takes it: no fields that are hidden or empty. */
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
    // The page's title may be another by the time that this leaves.
    thread: { ...target.thread },
    parent: parent || undefined,
    author,
    body,
    // It may have been offered before the reader signed in as somebody whose address nobody knows.
    notify: (settings?.notify && typed.notify) || undefined,
    rating: ((rule('rating') !== 'hidden' && rating) || undefined) as Stars | undefined,
  };
}

/**
 * Sends a draft and shows the comment; rejects with a `StarlingError`.
 *
 * One idempotency key as long as nothing is changed, kept before it is sent: whatever happens to the answer or to the
 * page, it is one comment. What was sent is no draft any more, unless the reader went on writing.
 */
export async function submitDraft(
  store: ThreadStore,
  typed: TypedDraft,
  draft: Draft,
  drafts: DraftStore,
): Promise<Comment> {
  const key = (typed.key ??= randomToken());
  drafts.save(typed);
  drafts.flush();
  const comment = await submitComment(store, draft, key);
  if (typed.body === draft.body) drafts.forget();
  return comment;
}
