import { z } from 'zod';
import { looksLikeHtml } from './artalk-format.js';
import { foreignComment, foreignThread, type ForeignComment } from './foreign-comment.js';
import { count, id, text, time } from './foreign-values.js';
import type { Imported, Skipped } from './imported.js';
import { skippedFor } from './skipped-for.js';

/** A comment in Valine's format, which Waline and Twikoo share; each has some fields of its own. */
const Comment = z.object({
  objectId: id,
  id,
  _id: id,
  pid: id,
  nick: text,
  mail: text,
  link: text,
  comment: text,
  url: text,
  status: text,
  sticky: text,
  top: text,
  isSpam: text,
  like: z.union([z.array(z.unknown()).transform((people) => people.length), count]),
  insertedAt: time,
  created: time,
  createdAt: time,
});

/** Threads are named by their path, as in these systems. */
export const valineReader = (format: string, site: string, body: 'html' | 'either') => {
  const known = new Set<string>();
  return function* (line: number, value: unknown): Generator<Imported | Skipped> {
    const { data: comment, error } = Comment.safeParse(value);
    const sourceId = comment && (comment.objectId || comment._id || comment.id);
    const createdAt = comment && (comment.insertedAt ?? comment.created ?? comment.createdAt);
    if (!comment || !sourceId || createdAt === undefined || comment.url === '') {
      const missing = !sourceId ? 'objectId' : comment?.url === '' ? 'url' : 'createdAt';
      yield skippedFor(line, error, missing);
      return;
    }
    const { url, comment: said } = comment;
    if (!known.has(url)) {
      known.add(url);
      yield foreignThread(line, site, { id: url, url, createdAt });
    }
    yield* foreignComment({
      line,
      site,
      format,
      sourceId,
      parent: comment.pid,
      threadId: url,
      name: comment.nick,
      email: comment.mail,
      url: comment.link,
      text: body === 'html' || looksLikeHtml(said) ? { html: said } : { markdown: said },
      status: statusOf(comment),
      createdAt,
      up: comment.like,
      pinned: isTrue(comment.sticky) || isTrue(comment.top),
    });
  };
};

const isTrue = (value: string): boolean => value === 'true' || value === '1';

const statusOf = ({ status, isSpam }: z.output<typeof Comment>): ForeignComment['status'] => {
  if (status === 'spam') return 'spam';
  // Twikoo uses this flag to hide comments that its owner has yet to review.
  return status === 'waiting' || isTrue(isSpam) ? 'pending' : 'published';
};
