import { expect, fixture, html } from '@open-wc/testing';
import { describe, test } from 'vitest';
import '../../../src/define.js';
import type { Backend, CountsQuery } from '../../../src/backend.js';
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
});
