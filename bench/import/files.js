import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { fixtureBodies } from '../../tests/support/fixture-bodies.js';

const perThread = 100;
const first = Date.UTC(2020, 0, 1);

/** The nth comment: threads of a hundred one after the other, each third a reply to the one before it. */
const commentOf = (n, letters) => {
  const { markdown, html } = letters ? longBody(letters) : fixtureBodies[n % fixtureBodies.length];
  return {
    id: `c${String(n).padStart(9, '0')}`,
    number: n + 1,
    parent: n % perThread && n % 3 === 2 ? n - 1 : null,
    url: `https://blog.example/posts/${Math.floor(n / perThread)}`,
    name: `Reader ${n % 999}`,
    markdown: `${n}: ${markdown}`,
    html: `<p>${n}:</p>\n${html}`,
    createdAt: first + n * 1000,
  };
};

let long;
const longBody = (letters) => {
  const text = 'The second half is where it gets interesting. '.repeat(letters / 46);
  return (long ??= { markdown: text, html: `<p>${text}</p>` });
};

const timeOf = (createdAt) => new Date(createdAt).toISOString().slice(0, 19).replace('T', ' ');

/** How each format writes comments; `between` is asked for each but the first. */
const formats = {
  starling: {
    begin: '{"starling":1}\n',
    end: '',
    write: ({ id, parent, url, name, markdown, html, createdAt, number }) =>
      (number % perThread === 1
        ? `${JSON.stringify({ type: 'thread', site: '', threadId: url, url, title: null, closed: 0, createdAt })}\n`
        : '') +
      `${JSON.stringify({
        ...{ type: 'comment', site: '', id, threadId: url, parent: parent === null ? null : commentOf(parent).id },
        ...{ authorName: name, authorEmail: 'reader@example.org', authorUrl: null, authorAvatar: null, badge: null },
        ...{ visitor: null, body: markdown, html, renderer: 1, rating: null, status: 'published', createdAt },
        ...{ editedAt: null, up: number % 7, down: 0, pinned: 0, spam: 0, score: 0, reasons: null, reports: 0 },
      })}\n`,
  },
  wordpress: {
    begin: `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version>`,
    end: '</item></channel></rss>\n',
    write: ({ number, parent, url, name, html, createdAt }) =>
      (number % perThread === 1
        ? `${number > 1 ? '</item>' : ''}<item><title>A post</title><link>${url}/</link><wp:comment_status>open</wp:comment_status>`
        : '') +
      `<wp:comment><wp:comment_id>${number}</wp:comment_id><wp:comment_author><![CDATA[${name}]]></wp:comment_author>
<wp:comment_author_email>reader@example.org</wp:comment_author_email><wp:comment_date_gmt>${timeOf(createdAt)}</wp:comment_date_gmt>
<wp:comment_content><![CDATA[${html}]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved>
<wp:comment_type>comment</wp:comment_type><wp:comment_parent>${parent === null ? 0 : parent + 1}</wp:comment_parent></wp:comment>
`,
  },
  artalk: {
    begin: '[',
    end: ']',
    write: ({ number, parent, url, name, markdown, createdAt }) =>
      `${number > 1 ? ',\n' : ''}${JSON.stringify({
        ...{ id: `${number}`, rid: parent === null ? '0' : `${parent + 1}`, content: markdown },
        ...{ created_at: `${timeOf(createdAt)} +0000`, nick: name, email: 'reader@example.org', link: '' },
        ...{ page_key: new URL(url).pathname, page_title: '', is_pending: 'false', vote_up: '1', vote_down: '0' },
      })}`,
  },
};

export const formatNames = Object.keys(formats);

/**
 * Writes a file to import: as many comments, or as many bytes, with bodies as people write them, or of so many letters.
 *
 * @param {{format: string, comments?: number, bytes?: number, letters?: number}} wanted
 * @returns {Promise<{comments: number, meanBody: number}>} how many; bytes of a body as this format has it
 */
export const writeImportFile = async (path, { format, comments = Infinity, bytes = Infinity, letters }) => {
  const { begin, end, write } = formats[format];
  const out = createWriteStream(path);
  out.write(begin);
  let n = 0;
  let body = 0;
  for (let written = 0; n < comments && written < bytes; n++) {
    const comment = commentOf(n, letters);
    const text = write(comment);
    written += text.length;
    body += Buffer.byteLength(format === 'wordpress' ? comment.html : comment.markdown);
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end(end);
  await once(out, 'finish');
  return { comments: n, meanBody: Math.round(body / n) };
};
