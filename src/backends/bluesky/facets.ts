import { escapeHtml } from '../../platform/escape-html.js';
import { count, text } from '../shared/shape.js';

type Raw = Record<string, unknown>;

interface Link {
  start: number;
  end: number;
  href: string;
}

/**
 * A Bluesky post as HTML: its text, with the links, mentions and tags that its facets mark.
 *
 * Facets count UTF-8 bytes, not UTF-16 code units as JavaScript does.
 */
export const facetsToHtml = (words: string, facets: unknown): string => {
  const bytes = new TextEncoder().encode(words);
  const slice = (start: number, end?: number) => escapeHtml(new TextDecoder().decode(bytes.slice(start, end)));
  const links = (Array.isArray(facets) ? facets : []).flatMap(toLink).sort((a, b) => a.start - b.start);

  let html = '';
  let done = 0;
  for (const { start, end, href } of links) {
    if (start < done || end <= start || end > bytes.length) continue;
    html += `${slice(done, start)}<a href="${escapeHtml(href)}">${slice(start, end)}</a>`;
    done = end;
  }
  html += slice(done);
  return html
    .trim()
    .split(/\s*\n\s*\n\s*/)
    .filter(Boolean)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('');
};

const toLink = (value: unknown): Link[] => {
  const { index, features } = Object(value) as Raw;
  const { byteStart, byteEnd } = Object(index) as Raw;
  const href = (Array.isArray(features) ? features : []).map(addressOf).find(Boolean);
  return href ? [{ start: count(byteStart), end: count(byteEnd), href }] : [];
};

const addressOf = (value: unknown): string | undefined => {
  const { uri, did, tag } = Object(value) as Raw;
  if (uri) return text(uri);
  if (did) return `https://bsky.app/profile/${encodeURI(text(did))}`;
  return tag ? `https://bsky.app/hashtag/${encodeURIComponent(text(tag))}` : undefined;
};
