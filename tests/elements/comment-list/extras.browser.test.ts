import { expect } from '@open-wc/testing';
import { beforeEach, describe, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/define.js';
import type { SeedComment } from '../../../src/backends/memory/index.js';
import { backendWith, button, find, findAll, roots, until } from '../../support/elements.js';
import { commentOf, draft, itemOf, listOver, reach } from '../../support/comment-list.js';

beforeEach(() => {
  localStorage.clear();
  // Where the test before had scrolled to, a reader would see what is to fold.
  scrollTo(0, 0);
});

/** A list of comments with this HTML. */
async function listWith(html: string, seeds: SeedComment[] = roots(2)) {
  const backend = backendWith(seeds);
  const { list: load } = backend;
  Object.assign(backend, {
    list: async (query: Parameters<typeof load>[0]) => {
      const page = await load(query);
      return { ...page, comments: page.comments.map((comment) => ({ ...comment, html })) };
    },
  });
  return listOver(backend);
}

const body = (list: Element, id: string) => find(commentOf(list, id), '.body')!;
/** Scrolls until the second comment is about to come into sight. */
const comeNear = (list: Element) =>
  scrollTo(0, scrollY + body(list, 'c1').getBoundingClientRect().top - innerHeight - 50);
const paragraphs = (n: number) => '<p>Some words.</p>'.repeat(n);

describe('a long comment', () => {
  test('folds below the window’s edge, and opens and folds by a button', async () => {
    const list = await listWith(paragraphs(60));
    const before = body(list, 'c1').getBoundingClientRect().height;
    await reach(list);
    comeNear(list);
    await until(() => button(commentOf(list, 'c1'), 'Show more'));
    const fold = button(commentOf(list, 'c1'), 'Show more')!;
    expect(fold.ariaExpanded).to.equal('false');
    expect(body(list, 'c1').getBoundingClientRect().height).to.be.lessThan(before / 2);
    await expect(list).to.be.accessible();
    fold.focus();
    await userEvent.keyboard('{Enter}');
    expect(body(list, 'c1').getBoundingClientRect().height).to.equal(before);
    expect([fold.ariaExpanded, fold.textContent]).to.eql(['true', 'Show less']);
    await userEvent.click(fold);
    expect(body(list, 'c1').getBoundingClientRect().height).to.be.lessThan(before / 2);
  });

  test('opens where the browser’s search, or the focus, goes to what is out of sight', async () => {
    const list = await listWith(
      `${paragraphs(60)}<p><a href="https://example.org" rel="nofollow ugc noopener">Last</a></p>`,
    );
    await reach(list);
    comeNear(list);
    await until(() => button(commentOf(list, 'c1'), 'Show more'));
    find(commentOf(list, 'c1'), '.body a')!.focus();
    await until(() => button(commentOf(list, 'c1'), 'Show less'));
    expect(body(list, 'c1').scrollTop).to.equal(0);
  });

  test('does not fold where a reader would see it move, nor does a short one', async () => {
    const list = await listWith(paragraphs(3));
    await reach(list);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(button(list, 'Show more')).to.equal(undefined);
  });
});

describe('code', () => {
  test('is copied by a button of its own, which is said', async () => {
    const written: string[] = [];
    const { clipboard } = navigator;
    const writeText = async (text: string) => void written.push(text);
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    const list = await listWith('<pre><code>let a;\nlet b;\n</code></pre>');
    await reach(list);
    await until(() => button(commentOf(list, 'c1'), 'Copy'));
    await expect(list).to.be.accessible();
    await userEvent.click(button(commentOf(list, 'c1'), 'Copy')!);
    await until(() => find(list, '[role=status]')!.textContent!.trim() === 'Copied');
    expect(written).to.eql(['let a;\nlet b;\n']);
    button(commentOf(list, 'c2'), 'Copy')!.focus();
    await userEvent.keyboard('{Enter}');
    await until(() => written.length === 2);
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  });
});

test('“edited” tells when: as time, as title and to a screen reader', async () => {
  const backend = backendWith([]);
  const own = await backend.submit(draft('First'));
  const { editedAt } = await backend.edit!({ ...draft(''), id: own.id }, { body: 'Second' });
  const list = await listOver(backend);
  await reach(list);
  const time = await until2(() => find<HTMLTimeElement>(commentOf(list, own.id), '.note time'));
  expect(time.dateTime).to.equal(editedAt);
  const year = `${new Date(editedAt!).getFullYear()}`;
  expect(time.parentElement!.textContent).to.match(/^edited, .*\d/);
  expect(time.parentElement!.textContent).to.include(year);
  expect(time.parentElement!.title).to.match(/^edited now, /);
  await expect(list).to.be.accessible();
});

async function until2<T>(look: () => T | undefined): Promise<T> {
  await until(look);
  return look()!;
}

describe('what came since the last visit', () => {
  test('is marked for those who did something here before, in shape and in words', async () => {
    localStorage.setItem('starling:visits', JSON.stringify([['[null,"visited"]', Date.now() - 90_000]]));
    const list = await listOver(backendWith(roots(3)), { thread: 'visited' });
    await reach(list);
    const mark = (id: string) => find(commentOf(list, id), '.new')!;
    await until(() => mark('c3').textContent === 'New since your last visit');
    expect(['c1', 'c2', 'c3'].map((id) => mark(id).hidden)).to.eql([true, true, false]);
    await expect(list).to.be.accessible();
    expect(JSON.parse(localStorage.getItem('starling:visits')!)[0][1]).to.be.closeTo(Date.now(), 5000);
  });

  test('is known once a reader did something', async () => {
    const list = await listOver(backendWith(roots(1)), { thread: 'acted' });
    await reach(list);
    button(list, 'Helpful: 0')!.click();
    await until(() => localStorage.getItem('starling:visits')?.includes('acted'));
  });
});

test('nothing is stored of those who only read', async () => {
  const list = await listOver(
    backendWith([...roots(3), { id: 'r', parent: 'c1', author: { name: 'Bob' }, body: 'x' }]),
    {
      thread: 'read',
    },
  );
  await reach(list);
  await userEvent.hover(itemOf(list, 'c1'));
  itemOf(list, 'c1').focus();
  scrollTo(0, 100);
  const toggle = await until2(() => findAll<HTMLButtonElement>(list, '[aria-expanded]')[0]);
  toggle.click();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(Object.keys(localStorage)).to.eql([]);
  expect(document.cookie).to.equal('');
});
