import { z } from 'zod';
import { foreignComment, foreignThread } from './foreign-comment.js';
import { count, text, time, truth } from './foreign-values.js';
import type { Imported, ImportFormat, Skipped } from './imported.js';
import { readJson } from './read-json.js';
import { skippedFor } from './skipped-for.js';

/** Commento's export, unpacked. A thread is named by its page's address. */
export const commentoFormat: ImportFormat = {
  name: 'commento',
  recognises: (start) => /"commentHex"\s*:/.test(start) || /^\s*\{\s*"version"\s*:\s*1\s*,\s*"comments"/.test(start),
  read: readCommento,
};

const Comment = z.object({
  commentHex: z.string().min(1),
  domain: text,
  host: text,
  url: text,
  path: text,
  commenterHex: text,
  markdown: text,
  html: text,
  parentHex: text,
  score: count,
  state: text,
  creationDate: time,
  deleted: truth,
});

const Commenter = z.object({ commenterHex: z.string(), email: text, name: text, link: text, websiteUrl: text });

/** The authors come after the comments in the file, so they are read first. */
async function* readCommento(file: string, site = ''): AsyncGenerator<Imported | Skipped> {
  const people = new Map<string, z.output<typeof Commenter>>();
  for await (const { value } of readJson(file, (path) => path.join() === 'commenters,*')) {
    const { data } = Commenter.safeParse(value);
    if (data) people.set(data.commenterHex, data);
  }
  const known = new Set<string>();
  for await (const { line, value } of readJson(file, (path) => path.join() === 'comments,*')) {
    const { data: comment, error } = Comment.safeParse(value);
    if (!comment || comment.creationDate === undefined) {
      yield skippedFor(line, error, 'creationDate');
      continue;
    }
    const person = people.get(comment.commenterHex);
    const url = `https://${comment.domain || comment.host}${comment.url || comment.path}`;
    if (!known.has(url)) {
      known.add(url);
      yield foreignThread(line, site, { id: url, url, createdAt: comment.creationDate });
    }
    yield* foreignComment({
      line,
      site,
      format: 'commento',
      sourceId: comment.commentHex,
      parent: comment.parentHex === 'root' ? '' : comment.parentHex,
      threadId: url,
      name: person?.name ?? '',
      email: person?.email,
      url: person?.link || person?.websiteUrl,
      text: comment.markdown ? { markdown: comment.markdown } : { html: comment.html },
      status: comment.deleted ? 'deleted' : comment.state === 'approved' ? 'published' : 'pending',
      createdAt: comment.creationDate,
      up: Math.max(0, comment.score),
      down: Math.max(0, -comment.score),
    });
  }
}
