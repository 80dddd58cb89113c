import { expect, test } from 'vitest';
import { alike, likeness, tracesOf } from '../../../server/src/spam/traces.js';

const text =
  'The second half of this article is where it gets interesting: I tried the same on an old laptop, and the numbers were nearly the same as yours.';
const tracesOfText = (body: string, html = '') => tracesOf({ body, html, author: {} });
const sharesKey = (a: string, b: string) => {
  const keys = new Set(tracesOfText(a).keys);
  return tracesOfText(b).keys.some((key) => keys.has(key));
};

test.each([
  ['itself', text],
  ['other case and punctuation', text.toUpperCase().replaceAll(' ', ' - ')],
  ['letters of another width and some that are not seen', text.replaceAll('a', 'ａ').replaceAll('e', 'e\u200b')],
  ['some words changed', text.replace('old laptop', 'new phone').replace('nearly', 'about')],
  ['something added', `${text} Thanks for it!`],
  ['other numbers and an address', `${text} 12345 https://x.example/8172`],
])('a text is found by another that has %s', (_, other) => {
  expect(sharesKey(text, other)).toBe(true);
  expect(likeness(tracesOfText(text).sketch, tracesOfText(other).sketch)).toBeGreaterThanOrEqual(alike);
});

test('texts of the same subject are not alike', () => {
  const other =
    'I tried this on my old laptop too, and got other numbers: half of yours at best. What would be interesting is how warm it gets.';
  expect(likeness(tracesOfText(text).sketch, tracesOfText(other).sketch)).toBeLessThan(0.3);
});

test('what is said by many has no traces', () => {
  for (const short of ['Thanks!', 'Great post, thank you so much for writing it', '参考になりました', '👍👍👍'])
    expect(tracesOfText(short)).toMatchObject({ keys: [], sketch: '' });
  expect(tracesOfText('この記事のおかげで長い間悩んでいた問題がようやく解決しました。').sketch).not.toBe('');
});

test('hosts that are linked to leave traces, those of the site’s own pages do not', () => {
  const html = '<p><a href="https://www.Shop.example/a?b=1">a</a> <a href="https://blog.example/">b</a></p>';
  const { keys, hosts } = tracesOf({ body: 'a b', html, author: { url: 'https://me.example' } }, ['blog.example']);
  expect([...hosts.values()]).toEqual(['shop.example', 'me.example']);
  expect(keys).toEqual([...hosts.keys()]);
});

test('a long text takes no longer than its beginning', () => {
  const begin = performance.now();
  for (let round = 0; round < 20; round++) tracesOfText('ab cd ef '.repeat(1100));
  expect((performance.now() - begin) / 20).toBeLessThan(20);
});
