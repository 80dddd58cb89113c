import { expect, fixture, html } from '@open-wc/testing';
import { describe, test } from 'vitest';
import '../../../src/define.js';
import type { Backend, CountsQuery } from '../../../src/backend.js';
import type { StarlingComments } from '../../../src/elements/comments/comments.js';
import { submitComment } from '../../../src/thread/submit-draft.js';
import { backendWith, textOf, until } from '../../support/elements.js';

const comments = [
  { id: 'a', thread: 'one', author: { name: 'Ann' } },
  { id: 'b', thread: 'one', author: { name: 'Bob' } },
  { id: 'c', thread: 'two', author: { name: 'Cy' } },
];

describe('the count', () => {
  test('says how many comments a thread has, in one request for all of the page', async () => {
    const backend = backendWith(comments);
    const asked: string[][] = [];
    const { counts } = backend;
    Object.assign(backend, { counts: (query: CountsQuery) => (asked.push(query.threads), counts!(query)) });
    const list = await fixture(
      html`<ul>
        ${['one', 'two', 'three', 'one'].map(
          (thread) =>
            html`<li><starling-comment-count .backend=${backend} thread=${thread}></starling-comment-count></li>`,
        )}
      </ul>`,
    );
    const texts = () => [...list.children].map((item) => textOf(item).trim()).join();
    await until(() => texts() === '2 comments,1 comment,0 comments,2 comments');
    expect(asked.map((threads) => threads.sort())).to.eql([['one', 'three', 'two']]);
    await expect(list).to.be.accessible();
  });

  test('takes the total of the first page where the backend can’t count', async () => {
    const { name, list, submit }: Backend = backendWith(comments);
    const count = await fixture(
      html`<starling-comment-count .backend=${{ name, list, submit }} thread="one"></starling-comment-count>`,
    );
    await until(() => textOf(count).trim() === '2 comments');
  });

  test('stays empty where the backend fails, and tells the page', async () => {
    const backend = Object.assign(backendWith([]), { counts: () => Promise.reject(new Error('down')) });
    const count = document.createElement('starling-comment-count');
    Object.assign(count, { backend, thread: 'one' });
    const failed = new Promise<string>((resolve) =>
      count.addEventListener('starling-error', ({ error }) => resolve(error.code)),
    );
    await fixture(html`${count}`);
    expect(await failed).to.equal('server');
    expect(textOf(count).trim()).to.equal('');
  });

  test('shares the state of the thread beside it, by any of its names, and counts a new comment at once', async () => {
    const thread = 'https://h.example/posts/a';
    const backend = backendWith([{ id: 'a', thread, author: { name: 'Ann' } }]);
    let asked = 0;
    const { counts } = backend;
    Object.assign(backend, { counts: (query: CountsQuery) => (asked++, counts!(query)) });
    const both = await fixture(
      html`<div>
        <starling-comment-count .backend=${backend} thread="${thread}/"></starling-comment-count>
        <starling-comments .backend=${backend} thread=${thread}></starling-comments>
      </div>`,
    );
    const [count, comments] = [both.children[0]!, both.children[1] as StarlingComments];
    await until(() => textOf(count).trim() === '1 comment');
    expect(asked).to.equal(0);
    await submitComment(
      comments.store!,
      { thread: { id: thread }, author: { name: 'Bob', email: 'bob@example.org' }, body: 'New' },
      'key',
    );
    await until(() => textOf(count).trim() === '2 comments');
    expect(asked).to.equal(0);
  });

  test('of a page of long addresses asks for no more than 4 KiB at once, and shows all but those of a batch that fails', async () => {
    const threads = Array.from({ length: 60 }, (_, index) => `https://h.example/${'long/'.repeat(60)}${index}`);
    const backend = backendWith(threads.map((thread) => ({ thread, author: { name: 'Ann' } })));
    const { counts } = backend;
    const asked: string[][] = [];
    Object.assign(backend, {
      counts: (query: CountsQuery) =>
        asked.push(query.threads) === 2 ? Promise.reject(new Error('down')) : counts!(query),
    });
    const list = await fixture(
      html`<div>
        ${threads.map(
          (thread) => html`<starling-comment-count .backend=${backend} thread=${thread}></starling-comment-count>`,
        )}
      </div>`,
    );
    await until(() => {
      const shown = [...list.children].filter((count) => textOf(count).trim() === '1 comment').length;
      return asked.length > 2 && shown === threads.length - asked[1]!.length;
    });
    for (const batch of asked) {
      expect(`${new URLSearchParams(batch.map((thread) => ['thread', thread]))}`.length).to.be.lessThan(3800);
    }
    expect(asked.flat()).to.have.members(threads);
    expect(asked.length).to.be.lessThan(12);
  });
});
