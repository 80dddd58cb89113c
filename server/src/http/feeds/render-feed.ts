import { Feed as FeedWriter } from 'feed';
import { textsIn } from '../../mail/texts/texts.js';
import type { Feed, FeedEntry } from '../../service/feeds.js';

export type FeedFormat = 'atom' | 'json';

/** The most bytes of a feed. */
const mostBytes = 1024 * 1024;

/**
 * Renders a feed as Atom (RFC 4287) or JSON Feed. If it would be too long, for example because of long addresses of
 * pages, it gets fewer entries.
 *
 * @param publicUrl the server's public address, without a slash at its end. Feeds are read outside of any page, so
 *   every address in them is absolute.
 * @param query the query of the feed's own address: empty, or beginning with `?`
 */
export const renderFeed = (feed: Feed, format: FeedFormat, publicUrl: string, query: string): string => {
  const text = render(feed, format, publicUrl, query);
  const count = feed.entries.length;
  if (count <= 1 || new TextEncoder().encode(text).byteLength <= mostBytes) return text;
  return renderFeed({ ...feed, entries: feed.entries.slice(0, count / 2) }, format, publicUrl, query);
};

const render = (feed: Feed, format: FeedFormat, publicUrl: string, query: string): string => {
  const { site, entries } = feed;
  const address = (of: FeedFormat) => `${publicUrl}/feeds/comments.${of}${query}`;
  const title = feed.title ?? (site.name || new URL(feed.url ?? publicUrl).host);
  const writer = new FeedWriter({
    id: address('atom'),
    title: plain(title),
    link: feed.url ?? publicUrl,
    feedLinks: { [format]: address(format) },
    updated: new Date(Math.max(0, ...entries.map(({ comment }) => Date.parse(comment.editedAt ?? comment.createdAt)))),
    language: site.language,
    generator: 'Starling',
  });
  const { someone } = textsIn(site.language).texts;
  for (const entry of entries) writer.addItem(itemOf(entry, publicUrl, someone));
  return format === 'atom' ? writer.atom1() : writer.json1();
};

/** @param someone what a person without a name is called: both formats ask for one */
const itemOf = (
  { comment, threadTitle, url }: FeedEntry,
  publicUrl: string,
  someone: string,
): Parameters<FeedWriter['addItem']>[0] => {
  const { id, author, html, rating, createdAt, editedAt } = comment;
  const name = plain(author.name) || someone;
  const own = `${publicUrl}/api/v1/comments/${encodeURIComponent(id)}`;
  const stars = rating === null ? '' : `<p>${'★'.repeat(rating)}${'☆'.repeat(5 - rating)}</p>\n`;
  return {
    title: threadTitle === null ? name : `${name}: ${plain(threadTitle)}`,
    id: own,
    link: url === null ? own : `${url.split('#')[0]}#comment-${id}`,
    date: new Date(editedAt ?? createdAt),
    published: new Date(createdAt),
    content: plain(stars + html),
    author: [{ name, link: author.url }],
  };
};

/** Removes characters that XML can't contain (XML 1.0, 2.2); none of them is readable anyway. */
const plain = (text: string): string => text.replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
