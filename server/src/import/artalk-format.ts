import { z } from 'zod';
import { foreignComment, foreignThread } from './foreign-comment.js';
import { count, id, text, time, truth } from './foreign-values.js';
import type { Imported, ImportFormat, Skipped } from './imported.js';
import { readJson } from './read-json.js';
import { skippedFor } from './skipped-for.js';

/** Artalk's Artrans format: a list of comments, each with its page (https://artalk.js.org/guide/transfer.html). */
export const artalkFormat: ImportFormat = {
  name: 'artalk',
  recognises: (start) => /"page_key"\s*:/.test(start) && /"rid"\s*:/.test(start),
  read: readArtalk,
};

const Artran = z.object({
  id: id.refine((value) => value !== ''),
  rid: id,
  content: text,
  created_at: time,
  updated_at: time,
  is_pending: truth,
  is_pinned: truth,
  vote_up: count,
  vote_down: count,
  nick: text,
  email: text,
  link: text,
  page_key: text.refine((value) => value !== ''),
  page_title: text,
  site_urls: text,
});

async function* readArtalk(file: string, site = ''): AsyncGenerator<Imported | Skipped> {
  const known = new Set<string>();
  for await (const { line, value } of readJson(file, (path) => path.join() === '*' || path.length === 0)) {
    const { data: comment, error } = Artran.safeParse(value);
    if (!comment || comment.created_at === undefined) {
      yield skippedFor(line, error, 'created_at');
      continue;
    }
    const { page_key: key, created_at: createdAt, updated_at: updatedAt } = comment;
    if (!known.has(key)) {
      known.add(key);
      const [first = ''] = comment.site_urls.split(',');
      const url = URL.parse(key, first.trim() || undefined)?.href;
      yield foreignThread(line, site, { id: key, url, title: comment.page_title, createdAt });
    }
    yield* foreignComment({
      line,
      site,
      format: 'artalk',
      sourceId: comment.id,
      parent: comment.rid,
      threadId: key,
      name: comment.nick,
      email: comment.email,
      url: comment.link,
      text: looksLikeHtml(comment.content) ? { html: comment.content } : { markdown: comment.content },
      status: comment.is_pending ? 'pending' : 'published',
      createdAt,
      editedAt: updatedAt !== undefined && updatedAt > createdAt ? updatedAt : undefined,
      up: comment.vote_up,
      down: comment.vote_down,
      pinned: comment.is_pinned,
    });
  }
}

/** In systems that use Markdown, comments that were once imported from elsewhere are still HTML. */
export const looksLikeHtml = (content: string): boolean =>
  /^\s*<(p|div|ul|ol|h[1-6]|blockquote|pre|br|a|img|strong|em)\b[^>]*>/i.test(content);
