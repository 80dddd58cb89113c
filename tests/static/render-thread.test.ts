import { describe, expect, test } from 'vitest';
import type { Comment, Page } from '../../src/contract.js';
import { messages as german } from '../../src/locales/de.js';
import { renderThread } from '../../src/static.js';
import { safeHtml } from '../../src/static/safe-html.js';

const aComment = (change: Partial<Comment> = {}): Comment => ({
  id: '1',
  parent: null,
  root: '1',
  author: { name: 'Ada' },
  html: '<p>Hello <em>there</em></p>',
  rating: null,
  status: 'published',
  createdAt: '2026-01-02T03:04:05.000Z',
  editedAt: null,
  votes: { up: 0, down: 0 },
  replyCount: 0,
  ...change,
});

const aPage = (...comments: Comment[]): Page => ({
  comments,
  next: null,
  total: comments.length,
  version: 7,
  summary: { average: 4.5, count: 2, distribution: { 1: 0, 2: 0, 3: 0, 4: 1, 5: 1 } },
  thread: {
    closed: false,
    captcha: null,
    fields: { name: 'required', email: 'required', url: 'hidden' },
    ratings: 'optional',
    votes: true,
    editWindow: 900,
  },
});

describe('a thread as HTML', () => {
  test('has number, mean, names, times and words', () => {
    const html = renderThread(aPage(aComment({ rating: 4 })));
    expect(html).toContain('<h2>1 comment</h2>');
    expect(html).toContain('aria-label="4.5 out of 5 stars"');
    expect(html).toContain('2 ratings');
    expect(html).toContain('<b dir="auto">Ada</b>');
    expect(html).toContain('<time datetime="2026-01-02T03:04:05.000Z">January 2, 2026</time>');
    expect(html).toContain('<p dir="auto">Hello <em>there</em></p>');
    expect(html).toContain('★★★★☆');
  });

  test('speaks the language that it is given', () => {
    const html = renderThread(aPage(aComment(), aComment({ id: '2' })), { locale: 'de', messages: german });
    expect(html).toContain('lang="de"');
    expect(html).toContain('2 Kommentare');
    expect(html).toContain('2. Januar 2026');
  });

  test('shows replies after what they answer, and what is gone as gone', () => {
    const root = aComment({
      status: 'deleted',
      html: '',
      author: { name: '' },
      replies: [
        aComment({ id: '3', parent: '2', author: { name: 'Eve' } }),
        aComment({ id: '2', parent: '1', author: { name: 'Bob' } }),
      ],
    });
    const html = renderThread(aPage(root));
    expect([...html.matchAll(/id="comment-(\d)" class="starling-level-(\d)"/g)].map(([, ...found]) => found)).toEqual([
      ['1', '0'],
      ['2', '1'],
      ['3', '2'],
    ]);
    expect(html).toContain('This comment was deleted.');
    expect(html).toContain('in reply to Bob');
  });

  test('has its page as JSON, of a thread and in an order, and is always the same', () => {
    const page = aPage(aComment({ html: '<p>a &amp; b</p>', author: { name: '</script><!--\u2028' } }));
    const html = renderThread(page, { thread: 'https://blog.example/a/?utm_source=x', sort: 'oldest' });
    const [, attributes, json] = /<script type="application\/json"([^>]*)>(.*?)<\/script>\n<\/div>$/s.exec(html)!;
    expect(attributes).toBe(
      ' data-thread="https://blog.example/a/?utm_source=x" data-name="https://blog.example/a" data-sort="oldest"',
    );
    expect(json).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(json!)).toEqual(page);
    expect(
      renderThread(structuredClone(page), { thread: 'https://blog.example/a/?utm_source=x', sort: 'oldest' }),
    ).toBe(html);
  });

  test('leads to the form, further comments and replies where there is a page without scripts', () => {
    const root = aComment({ id: 'a&b', replyCount: 3, repliesNext: 'x' });
    const page = { ...aPage(root), next: 'a b' };
    const links = (pageAddress?: string, more: object = {}) =>
      [...renderThread({ ...page, ...more }, { pageAddress }).matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    const address = 'https://comments.example/thread?thread=t';
    expect(links()).toEqual([]);
    expect(links(address)).toEqual([`${address}#form`, `${address}&amp;parent=a%26b`, `${address}&amp;cursor=a+b`]);
    expect(links(address, { thread: { ...page.thread, closed: true } })).not.toContain(`${address}#form`);
    expect(() => links('javascript:alert(1)')).toThrow('pageAddress');
  });

  test('shows a comment whose time is none', () => {
    expect(renderThread(aPage(aComment({ createdAt: 'yesterday' })))).toContain('>yesterday</time>');
  });

  test.each([
    { author: { name: '<img src=x onerror=alert(1)>' } },
    { author: { name: 'Ada', url: 'javascript:alert(1)' } },
    { author: { name: 'Ada', url: 'https://a.example/"onmouseover="alert(1)' } },
    { id: '"><script>alert(1)</script>' },
    { createdAt: '2026-01-01T00:00:00Z', html: '<script>alert(1)</script>' },
    { html: '<p onclick="alert(1)">x</p>' },
    { html: '<a href="javascript:alert(1)">x</a>' },
    { html: '<a href="https://a.example/" style="position:fixed">x</a>' },
    { html: '<p>x</p></li></ol></div><form action="https://evil.example">' },
    { html: '<svg><style><img src=x onerror=alert(1)>' },
    { html: '<p><!-- --><img src=x></p>' },
  ] as Partial<Comment>[])('of a comment such as %j makes no tag and no attribute of that', (change) => {
    const html = renderThread(aPage(aComment(change)), { withPage: false });
    const tags = [...html.matchAll(/<\/?([a-z0-9]+)([^>]*)>/gi)];
    const names = new Set(tags.map(([, name]) => name));
    expect(['script', 'img', 'svg', 'style', 'form'].filter((name) => names.has(name))).toEqual([]);
    // Attributes as a browser reads them: outside of quotes.
    const attributes = tags.flatMap(([, , all]) => [...all!.matchAll(/([\w-]+)="[^"]*"/g)].map(([, name]) => name));
    expect(attributes.filter((name) => /^on|^style$|^action$/.test(name!))).toEqual([]);
    expect(html).not.toMatch(/href="(?!https?:|mailto:|#)/i);
  });
});

test('safe HTML is what a server writes, as it is, or the source of anything else', () => {
  const written =
    '<p>a &amp; b<br />c</p><ol start="3"><li>x</li></ol><table><thead><tr><th align="left">y</th></tr></thead></table>';
  expect(safeHtml(written).replaceAll(' dir="auto"', '')).toBe(written.replace('<br />', '<br>'));
  expect(safeHtml('<p>open')).toBe('<p>&lt;p&gt;open</p>');
  expect(safeHtml('<p><b>x</p></b>')).toContain('&lt;b&gt;');
  expect(safeHtml('<div>'.repeat(3))).toContain('&lt;div&gt;');
  expect(safeHtml('<em>'.repeat(100) + '</em>'.repeat(100))).toContain('&lt;em&gt;');
});
