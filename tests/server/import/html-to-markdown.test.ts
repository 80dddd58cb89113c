import { expect, test } from 'vitest';
import { htmlToMarkdown } from '../../../server/src/import/html-to-markdown.js';
import { renderMarkdown } from '../../../server/src/service/text/render-markdown.js';

const shown = (html: string): string => renderMarkdown(htmlToMarkdown(html)).html.replace(/\s*\n\s*/g, '');

test.each([
  '<p>One</p><p>Two</p>',
  '<p>A <strong>bold</strong> and <em>slanted</em> word, <s>not</s> this</p>',
  '<p>One line<br />and another</p>',
  '<blockquote><p>Quoted</p><p>twice</p></blockquote><p>Said</p>',
  '<ul><li>One</li><li>Two</li></ul>',
  '<ol><li>One</li><li>Two</li></ol>',
  '<p>Some <code>code * here</code></p>',
  '<pre><code>if (a &lt; b) {*return*;}</code></pre>',
  '<p>2 * 3 * 4 and _this_ and [that] and # no heading</p>',
  '<p># no heading</p><p>1. no list</p><p>- none either</p>',
])('%s loses nothing', (html) => {
  expect(shown(html)).toBe(html);
});

test.each([
  ['<script>alert(1)</script><p>Hello</p><style>p{}</style>', '<p>Hello</p>'],
  ['<p onclick="x()">Hello <img src=x onerror=alert(1)></p>', '<p>Hello</p>'],
  ['<a href="javascript:alert(1)">Click</a>', '<p>Click</p>'],
  ['&lt;script&gt;alert(1)&lt;/script&gt;', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
  ['<p>Not <b>closed', '<p>Not <strong>closed</strong></p>'],
  ['<constructor>Hello</constructor>', '<p>Hello</p>'],
])('%s keeps its words alone', (html, expected) => {
  expect(shown(html)).toBe(expected);
});
