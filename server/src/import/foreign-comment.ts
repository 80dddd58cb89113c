import { emailPattern, limits, type CommentStatus } from '../contract.js';
import { hashText } from '../hash.js';
import { derivedId } from './derived-id.js';
import type { Imported } from './imported.js';

/** A comment in the terms of another system. */
export interface ForeignComment {
  line: number;
  site: string;
  format: string;
  sourceId: string;
  /** For a root: empty, or the value by which that system says that there is no parent. */
  parent: string;
  threadId: string;
  name: string;
  email?: string;
  url?: string;
  /** What they typed, as Markdown; or its HTML. */
  text: { markdown: string } | { html: string; lineBreaks?: boolean };
  status: CommentStatus | 'spam';
  /** Milliseconds since 1970. */
  createdAt: number;
  editedAt?: number;
  up?: number;
  down?: number;
  rating?: number;
  pinned?: boolean;
}

/** The rows to import for a comment: the comment itself, and where it comes from. */
export const foreignComment = (comment: ForeignComment): Imported[] => {
  const { line, site, format, sourceId, parent, threadId, status, createdAt } = comment;
  const id = derivedId(site, format, sourceId);
  const isGone = status === 'deleted';
  const isAnswer = parent !== '' && parent !== '0';
  const rating = isAnswer || isGone || !isStars(comment.rating) ? null : comment.rating;
  return [
    {
      line,
      table: 'comments',
      ...(!isGone && { text: comment.text }),
      row: {
        site,
        id,
        thread_id: threadId,
        parent: isAnswer ? derivedId(site, format, parent) : null,
        author_name: isGone ? '' : shorten(comment.name) || 'Anonymous',
        author_email: isGone ? null : emailOf(comment.email),
        author_url: isGone ? null : addressOf(comment.url),
        author_avatar: null,
        badge: null,
        visitor: null,
        body: '',
        html: '',
        renderer: 0,
        rating,
        status: status === 'spam' ? 'pending' : status,
        created_at: createdAt,
        edited_at: comment.editedAt ?? null,
        up: isGone ? 0 : whole(comment.up),
        down: isGone ? 0 : whole(comment.down),
        pinned: comment.pinned && !isAnswer ? 1 : 0,
        spam: status === 'spam' ? 1 : 0,
        score: 0,
        reasons: null,
        reports: 0,
      },
    },
    { line, table: 'imported_ids', row: { site, id, source: `${format}:${sourceId}` } },
  ];
};

export const foreignThread = (
  line: number,
  site: string,
  thread: { id: string; url?: string; title?: string; closed?: boolean; createdAt: number },
): Imported => ({
  line,
  table: 'threads',
  row: {
    site,
    thread_id: thread.id,
    url: addressOf(thread.url),
    title: thread.title ? [...clean(thread.title)].slice(0, limits.title).join('') : null,
    closed: thread.closed ? 1 : 0,
    created_at: thread.createdAt,
  },
});

/** An id for a visitor, derived from another system's id of a person. */
export const foreignVisitor = (format: string, id: string): string => hashText(`${format} ${id}`);

/** Parses a time as milliseconds; undefined if it is invalid. */
export const timeOf = (text: string): number | undefined => {
  const time = Date.parse(text);
  return Number.isFinite(time) && time > 0 ? time : undefined;
};

const isStars = (value: number | undefined): value is number => [1, 2, 3, 4, 5].includes(value!);

const whole = (count = 0): number => (Number.isSafeInteger(count) && count > 0 ? count : 0);

/** Replaces what databases can't store, and puts the text on one line. */
const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();

const shorten = (name: string): string => [...clean(name)].slice(0, limits.name).join('').trim();

const emailOf = (value = ''): string | null => {
  const email = clean(value);
  return email.length <= limits.email && emailPattern.test(email) ? email : null;
};

const addressOf = (value = ''): string | null => {
  const parsed = URL.parse(clean(value));
  return parsed && /^https?:$/.test(parsed.protocol) && parsed.href.length <= limits.url ? parsed.href : null;
};
