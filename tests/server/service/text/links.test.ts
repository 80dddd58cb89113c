import { expect, test } from 'vitest';
import { hasLink } from '../../../../server/src/service/text/links.js';
import { renderMarkdown } from '../../../../server/src/service/text/render-markdown.js';

const leads = (body: string, author = {}) => hasLink(renderMarkdown(body), author);

test.each([
  ...[
    'https://x.org',
    '[a](https://x.org)',
    '![](https://x.org/a.png)',
    '<https://x.org>',
    'see x.org',
    'www.x.example',
  ],
  ...[
    '`https://x.example`',
    '    www.x.example',
    'ftp://x.example',
    '[a](ftp://x.example)',
    'write to a@x.org',
    'WWW.X.example',
    'X.COM',
    'cheap-x.shop!',
    'x.ru/a',
  ],
  ...['ｗｗｗ．ｘ．ｅｘａｍｐｌｅ', 'w\u200bww.x.example', 'https\u200b://x.example', '`mailto:a@x`'],
])('a comment has a link: %s', (body) => {
  expect(leads(body)).toBe(true);
});

test.each([
  'no link',
  '`main.py` and `a.b()`',
  'e.g. this',
  'and/or',
  'a:b',
  'wwww',
  'a // b',
  '3.5 of 5',
  'end.Begin',
  'the end.So it is',
  'see readme.md',
  'a.com_b',
  '1.5 km/h',
  'p.m./a.m.',
])('a comment has none: %s', (body) => {
  expect(leads(body)).toBe(false);
});

test.each([
  'https://x.org',
  'www.x.example',
  'Cheap at x.org',
  'x.com',
  'x．com',
  'a@x.org',
  'x.de',
  'ftp://x.example',
  'x\u200b.com',
])('a name has a link: %s', (name) => {
  expect(leads('text', { name })).toBe(true);
});

test.each(['Ada', 'J. R. R. Tolkien', 'J.R.R. Tolkien', 'Dr. No', 'Mr.T', 'O’Brien, Jr.', 'Zoë 2.0', 'St.John', 'a/b'])(
  'a name has none: %s',
  (name) => {
    expect(leads('text', { name })).toBe(false);
  },
);

test('an author’s own address is a link', () => {
  expect(leads('text', { name: 'Ada', url: 'https://x.org' })).toBe(true);
});
