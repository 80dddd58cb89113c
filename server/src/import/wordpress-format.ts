import { foreignComment, foreignThread, timeOf } from './foreign-comment.js';
import type { Imported, ImportFormat, Skipped } from './imported.js';
import { readXml, textOf, type XmlElement } from './read-xml.js';

/** WordPress's own export format, WXR. Includes WooCommerce's reviews, whose stars are in the field `rating`. */
export const wordpressFormat: ImportFormat = {
  name: 'wordpress',
  recognises: (start) => /xmlns:wp\s*=|<wp:wxr_version>/.test(start),
  read: readWordPress,
};

async function* readWordPress(file: string, site = ''): AsyncGenerator<Imported | Skipped> {
  const known = new Set<string>();
  const wanted = (path: string[]) => path.length === 4 && path[3] === 'wp:comment';
  for await (const { element, around } of readXml(file, wanted)) {
    const { line } = element;
    const [post] = around;
    const url = post ? textOf(post, 'link') : '';
    const createdAt = timeIn(element, 'wp:comment_date_gmt') ?? timeIn(element, 'wp:comment_date');
    if (!post || url === '') yield { line, reason: 'its post has no address' };
    else if (textOf(element, 'wp:comment_id') === '') yield { line, reason: 'it has no number' };
    else if (createdAt === undefined) yield { line, reason: 'it has no time' };
    else if (/^(pingback|trackback)$/.test(textOf(element, 'wp:comment_type')))
      yield { line, reason: 'it is a pingback' };
    else {
      if (!known.has(url)) {
        known.add(url);
        const closed = textOf(post, 'wp:comment_status') === 'closed';
        const at = timeIn(post, 'wp:post_date_gmt') ?? createdAt;
        yield foreignThread(line, site, { id: url, url, title: textOf(post, 'title'), closed, createdAt: at });
      }
      yield* toComment(element, site, url, createdAt);
    }
  }
}

const toComment = (element: XmlElement, site: string, threadId: string, createdAt: number): Imported[] =>
  foreignComment({
    line: element.line,
    site,
    format: 'wordpress',
    sourceId: textOf(element, 'wp:comment_id'),
    parent: textOf(element, 'wp:comment_parent'),
    threadId,
    name: textOf(element, 'wp:comment_author'),
    email: textOf(element, 'wp:comment_author_email'),
    url: textOf(element, 'wp:comment_author_url'),
    text: { html: textOf(element, 'wp:comment_content'), lineBreaks: true },
    status: statuses.get(textOf(element, 'wp:comment_approved')) ?? 'pending',
    createdAt,
    rating: ratingOf(element),
  });

const statuses = new Map<string, 'published' | 'spam' | 'deleted'>([
  ['1', 'published'],
  ['approve', 'published'],
  ['spam', 'spam'],
  ['trash', 'deleted'],
  ['post-trashed', 'deleted'],
]);

/** WooCommerce's name for stars, which rating plugins also use. */
const ratingOf = (element: XmlElement): number | undefined => {
  const meta = element.children.find(
    (child) => child.name === 'wp:commentmeta' && textOf(child, 'wp:meta_key') === 'rating',
  );
  return meta && Number(textOf(meta, 'wp:meta_value'));
};

/** WordPress's times have no zone: those of `…_gmt` are UTC, and the others are treated as UTC. */
const timeIn = (element: XmlElement, name: string): number | undefined => {
  const text = textOf(element, name);
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? timeOf(`${text.replace(' ', 'T')}Z`) : undefined;
};
