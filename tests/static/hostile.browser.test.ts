import { expect } from '@open-wc/testing';
import { describe, test } from 'vitest';
import type { Comment, Page } from '../../src/contract.js';
import { elements } from '../../src/rich-text/later/allow-list.js';
import { renderThread } from '../../src/static.js';
import { bombs, good, hostile } from '../rich-text/corpus.js';
import { generated } from '../rich-text/generated.js';
import { fixturePage } from '../support/fixture-comments.js';

/** What stands in comments, and what the thread itself is made of; with the attributes that each may have. */
const allowed = new Map<string, string[]>([
  ...elements.map((each): [string, string[]] =>
    typeof each === 'string' ? [each, ['dir']] : [each.name, ['dir', ...each.attributes]],
  ),
  ['a', ['href', 'rel']],
  ['div', ['class', 'lang', 'dir']],
  ['li', ['id', 'class', 'dir']],
  ['p', ['class', 'dir']],
  ['span', ['class', 'role', 'aria-label']],
  ['article', []],
  ['time', ['datetime']],
  ['script', ['type', 'data-thread', 'data-name', 'data-sort']],
]);
allowed.delete('img');

/** A page in which everything that somebody else wrote says the same. */
const pageOf = (text: string): Page => {
  const page = fixturePage(1);
  const author = { name: text, url: text, avatar: text };
  const comment: Comment = { ...page.comments[0]!, html: text, author, id: text, root: text, createdAt: text };
  return { ...page, comments: [{ ...comment, replies: [{ ...comment, id: `${text}2`, parent: text }] }] };
};

/** As a browser reads it in a page: not as a fragment, of which it would drop `<body>` and the like. */
const parse = (html: string): Document =>
  new DOMParser().parseFromString(`<!doctype html><body><main>${html}</main><footer></footer>`, 'text/html');

const strangers = (document: Document): string[] =>
  [...document.querySelectorAll('main *')].flatMap((element) => {
    const attributes = allowed.get(element.localName);
    if (!attributes || !(element instanceof HTMLElement)) return [element.outerHTML.slice(0, 100)];
    const more = element.getAttributeNames().filter((name) => !attributes.includes(name));
    const address = element.getAttribute('href');
    if (address !== null && !/^(https?:|mailto:)/i.test(address)) more.push(address);
    if (element.localName === 'script' && element.getAttribute('type') !== 'application/json') more.push('a script');
    return more;
  });

const check = (text: string): void => {
  const page = pageOf(text);
  const document = parse(renderThread(page, { thread: text }));
  expect(strangers(document)).to.deep.equal([]);
  // One of each: nothing ended what it stands in, or began another.
  expect(document.querySelectorAll('main > .starling-thread > script').length).to.equal(1);
  expect(document.querySelectorAll('script').length).to.equal(1);
  expect(document.querySelectorAll('body > footer').length).to.equal(1);
  expect(document.querySelectorAll('article').length).to.equal(2);
  // Lone surrogates are no text: JSON has them as escapes, and gives them back.
  const { textContent } = document.querySelector('script')!;
  expect(JSON.parse(textContent)).to.deep.equal(JSON.parse(JSON.stringify(page)));
  expect(textContent).not.to.match(/[<>&\u2028\u2029]/);
};

describe('whatever others wrote, a thread as HTML has no element and no attribute but its own', () => {
  test.each(Object.entries({ ...hostile, ...good }))('%s', (_, text) => check(text));

  test.each(Object.entries(bombs))(
    '%s',
    (_, text) => {
      // Of the words alone: the check's own name for everything is as long.
      const page = fixturePage(1);
      const start = performance.now();
      renderThread({ ...page, comments: [{ ...page.comments[0]!, html: text }] });
      expect(performance.now() - start).to.be.below(2000);
      check(text);
    },
    60_000,
  );

  test('some 4,600 texts put together from parts', () => {
    for (const text of generated) check(text);
  }, 60_000);

  test.each([
    '</script><script>alert(1)</script>',
    '<!--<script>',
    ']]>\u2028\u2029',
    '"><img src=x onerror=alert(1)>',
    '\0\ud800',
  ])('%j', (text) => check(text));

  test('a check of it can fail', () => {
    expect(strangers(parse('<p onclick="x">a<img src=x></p><svg></svg><a href="/x">b</a>'))).to.have.length(4);
  });
});

test('what a server renders stays as it is', () => {
  for (const html of Object.values(good)) {
    const body = parse(renderThread(pageOf(html))).querySelector('article')!;
    const [about, ...words] = body.childNodes;
    expect((about as Element).className).to.equal('starling-about');
    const expected = parse(`<article>${html}</article>`).querySelector('article')!;
    expect(
      words
        .map(({ textContent }) => textContent)
        .join('')
        .trim(),
    ).to.equal(expected.textContent.trim());
    expect(body.querySelectorAll('p,pre,blockquote,ol,ul,table,a,strong,code').length).to.be.at.least(
      expected.querySelectorAll('p,pre,blockquote,ol,ul,table,a,strong,code').length,
    );
  }
});
