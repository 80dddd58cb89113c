import { z } from 'zod';
import { foreignComment, foreignThread } from './foreign-comment.js';
import { id, text, time } from './foreign-values.js';
import type { Imported, Skipped } from './imported.js';
import { readJson } from './read-json.js';
import { skippedFor } from './skipped-for.js';

/** Isso's JSON, in the format of `isso import -t generic`: a list of threads with their comments. */
export const isIssoJson = (start: string): boolean =>
  /^\s*\[\s*\{/.test(start) && /"comments"\s*:\s*\[/.test(start) && /"(remote_addr|author|created)"\s*:/.test(start);

const Comment = z.object({
  id: id.refine((value) => value !== ''),
  parent: id,
  author: text,
  email: text,
  website: text,
  text,
  created: time,
});

const Thread = z.object({
  id: text.refine((value) => value !== ''),
  title: text,
  comments: z.array(z.unknown()).default([]),
});

export async function* readIssoJson(file: string, site = ''): AsyncGenerator<Imported | Skipped> {
  for await (const { line, value } of readJson(file, (path) => path.join() === '*')) {
    const { data: thread, error } = Thread.safeParse(value);
    if (!thread) {
      yield skippedFor(line, error, 'id');
      continue;
    }
    const comments = thread.comments.map((comment) => Comment.safeParse(comment));
    const createdAt = Math.min(...comments.flatMap(({ data }) => data?.created ?? []));
    if (Number.isFinite(createdAt)) yield foreignThread(line, site, { id: thread.id, title: thread.title, createdAt });
    for (const { data: comment, error: wrong } of comments) {
      if (!comment || comment.created === undefined) {
        yield skippedFor(line, wrong, 'created');
        continue;
      }
      yield* foreignComment({
        line,
        site,
        format: 'isso',
        // Unlike in its database, ids are unique only within a thread.
        sourceId: `${thread.id} ${comment.id}`,
        parent: comment.parent === '' ? '' : `${thread.id} ${comment.parent}`,
        threadId: thread.id,
        name: comment.author,
        email: comment.email,
        url: comment.website,
        text: { markdown: comment.text },
        status: 'published',
        createdAt: comment.created,
      });
    }
  }
}
