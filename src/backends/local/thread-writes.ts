import type { CommentChange } from '../../backend.js';
import type { CaptchaAnswer, Draft, Stars, Thread, VoteValue } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { checkBody, checkDraft, requireStars } from '../shared/check-draft.js';
import { randomToken } from '../../platform/random-token.js';
import { tombstone, type CommentRecord, type ThreadRecord } from './thread-record.js';

/** Who writes, when, and under which rules. */
export interface WriteContext {
  visitor: string;
  now: number;
  settings: Thread;
  /** Whether new comments await moderation. */
  hold: boolean;
  captcha?: CaptchaAnswer;
}

const day = 86_400_000;

/* Each function checks everything before it changes the record, so that a refused write changes nothing. */

export const submit = (thread: ThreadRecord, draft: Draft, context: WriteContext, key?: string): CommentRecord => {
  const { visitor, now, settings, hold } = context;
  const { captcha, ...sent } = draft;
  const json = JSON.stringify(sent);
  const kept = key === undefined ? undefined : thread.keys[key];
  if (kept && now - kept.at < day) {
    if (kept.draft !== json) throw new StarlingError('conflict', 'This key was used for another draft.');
    return thread.comments.find(({ id }) => id === kept.id)!;
  }
  checkDraft(draft, settings);
  admit(thread, { ...context, captcha });
  if (settings.closed) throw new StarlingError('closed');
  const parent = draft.parent === undefined ? undefined : thread.comments.find(({ id }) => id === draft.parent);
  if (draft.parent !== undefined && parent?.status !== 'published')
    throw new StarlingError('invalid', 'parent', { fields: { parent: 'There is no such comment in this thread.' } });

  const id = randomToken();
  const version = ++thread.version;
  const comment: CommentRecord = {
    id,
    parent: parent?.id ?? null,
    root: parent?.root ?? id,
    // The e-mail address is checked but not stored, because nobody would ever read it.
    author: { name: draft.author.name?.trim() ?? '', url: draft.author.url?.trim() || undefined },
    body: draft.body,
    rating: draft.rating ?? null,
    ratedAt: version,
    status: hold ? 'pending' : 'published',
    createdAt: now,
    editedAt: null,
    seededVotes: { up: 0, down: 0 },
    votes: {},
    pinned: false,
    visitor,
  };
  thread.comments.push(comment);
  for (const [name, { at }] of Object.entries(thread.keys)) if (now - at >= day) delete thread.keys[name];
  if (key !== undefined) thread.keys[key] = { id, draft: json, at: now };
  return comment;
};

export const edit = (thread: ThreadRecord, id: string, change: CommentChange, context: WriteContext): CommentRecord => {
  const { now, settings } = context;
  const comment = findOwn(thread, id, context.visitor);
  if (comment.status === 'deleted') throw notFound();
  if (now - comment.createdAt > settings.editWindow * 1000) throw new StarlingError('expired');
  if (change.body !== undefined) checkBody(change.body);
  if (change.rating) {
    if (comment.parent !== null)
      throw new StarlingError('invalid', 'rating', { fields: { rating: 'A reply carries no rating.' } });
    requireStars('rating', change.rating);
  }

  thread.version += 1;
  comment.editedAt = now;
  comment.body = change.body ?? comment.body;
  if (change.rating !== undefined && change.rating !== comment.rating) {
    comment.rating = change.rating;
    comment.ratedAt = thread.version;
  }
  return comment;
};

/** Can be called again, for example after a lost response, with the same result. */
export const remove = (thread: ThreadRecord, id: string, { visitor }: WriteContext): CommentRecord => {
  const comment = findOwn(thread, id, visitor);
  thread.version += 1;
  return Object.assign(comment, tombstone());
};

export const vote = (thread: ThreadRecord, id: string, value: VoteValue, context: WriteContext): CommentRecord => {
  const { visitor, settings } = context;
  if (![1, 0, -1].includes(value)) throw new StarlingError('invalid', 'value', { fields: { value: '1, 0 or -1.' } });
  const comment = findPublished(thread, id);
  if (!settings.votes) throw new StarlingError('forbidden', 'This thread has no votes.');
  if (comment.visitor === visitor) throw new StarlingError('forbidden', 'Nobody votes on their own comment.');
  admit(thread, context);

  thread.version += 1;
  if (value) comment.votes[visitor] = value;
  else delete comment.votes[visitor];
  return comment;
};

export const report = (thread: ThreadRecord, id: string, context: WriteContext): void => {
  findPublished(thread, id);
  admit(thread, context);
};

export const rate = (thread: ThreadRecord, value: Stars | null, context: WriteContext): void => {
  if (value !== null) requireStars('value', value);
  if (context.settings.ratings === 'off') throw new StarlingError('forbidden', 'This thread has no ratings.');
  admit(thread, context);
  if (context.settings.closed) throw new StarlingError('closed');

  const ratedAt = ++thread.version;
  if (value) thread.ratings[context.visitor] = { value, ratedAt };
  else delete thread.ratings[context.visitor];
};

export const hasWritten = ({ comments, ratings }: ThreadRecord, visitor: string): boolean =>
  visitor in ratings || comments.some((comment) => comment.visitor === visitor || visitor in comment.votes);

/** The first write of a visitor needs the captcha, if one is set. Any token of the right provider is accepted. */
const admit = (thread: ThreadRecord, { visitor, settings, captcha }: WriteContext): void => {
  if (!settings.captcha || hasWritten(thread, visitor)) return;
  if (captcha?.provider !== settings.captcha.provider || !captcha.token) throw new StarlingError('captcha');
};

const notFound = () => new StarlingError('not-found', 'There is no such comment.');

const findPublished = (thread: ThreadRecord, id: string): CommentRecord => {
  const comment = thread.comments.find((each) => each.id === id);
  if (comment?.status !== 'published') throw notFound();
  return comment;
};

/** Finds a visitor's own comment. For others, a comment that is not public does not exist. */
const findOwn = (thread: ThreadRecord, id: string, visitor: string): CommentRecord => {
  const comment = thread.comments.find((each) => each.id === id);
  if (comment?.visitor === visitor) return comment;
  throw comment?.status === 'published' ? new StarlingError('forbidden', 'This is not your comment.') : notFound();
};
