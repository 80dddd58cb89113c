import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { Comment } from '../../../src/contract.js';
import { sorts } from '../../../src/contract.js';
import { threadKey } from '../../../server/src/store/thread-key.js';
import { aToken, createFixture, type Answer, type Fixture } from '../support/fixture.js';

const mebibyte = 1024 * 1024;
const bytesOf = ({ body }: Answer) => Buffer.byteLength(JSON.stringify(body));

/** As large as the renderer lets one become. */
const longest = { body: 'x'.repeat(10_000), html: `<p>${'"'.repeat(99_990)}</p>`, renderer: 1 };
const short = { body: 'x', html: '<p>x</p>', renderer: 1 };

/** Puts a comment into the thread, a second after the one before. */
const writer = ({ store }: Fixture) => {
  let now = Date.UTC(2026, 0, 1);
  return async (draft: { parent?: string; text?: typeof longest; rating?: 1 | 2 | 3 | 4 | 5 } = {}) => {
    const { comment } = await store.comments.submit({
      site: '',
      thread: threadKey('a thread'),
      threadId: 'a thread',
      author: { name: 'Ada' },
      visitor: null,
      reasons: [],
      now: (now += 1000),
      text: longest,
      ...draft,
    });
    return comment.id;
  };
};

/** Follows the cursors, and checks the size of each page. */
const everyPage = async ({ list }: Fixture, query: Record<string, string | number>, cursor?: string | null) => {
  const pages: Comment[][] = [];
  do {
    const answer = await list({ ...query, ...(cursor && { cursor }) });
    expect(answer.status).toBe(200);
    expect(bytesOf(answer)).toBeLessThanOrEqual(mebibyte);
    expect(answer.body.comments.length).toBeGreaterThan(0);
    pages.push(answer.body.comments);
    cursor = answer.body.next;
  } while (cursor);
  return pages;
};

describe('a page of the longest comments', () => {
  test.each(sorts)('stays under 1 MiB by %s, and its cursors lead to all of them', async (sort) => {
    const fixture = await createFixture();
    const write = writer(fixture);
    const written: string[] = [];
    for (let index = 0; index < 40; index++) written.push(await write({ rating: ((index % 5) + 1) as 1 }));
    const pages = await everyPage(fixture, { sort, limit: 100 });
    const found = pages.flat().map(({ id }) => id);
    expect(found.toSorted()).toEqual(written.toSorted());
    expect(Math.max(...pages.map((page) => page.length))).toBeGreaterThan(3);
  });

  test('drops inline replies first, and their cursors lead to all of them', async () => {
    const fixture = await createFixture();
    const write = writer(fixture);
    const roots: string[] = [];
    const replies = new Map<string, string[]>();
    for (let index = 0; index < 5; index++) {
      const root = await write({ text: short });
      roots.unshift(root);
      const own: string[] = [];
      for (let count = 0; count < 6; count++) own.push(await write({ parent: root }));
      replies.set(root, own);
    }
    const [page, ...more] = await everyPage(fixture, { limit: 100 });
    expect(more).toEqual([]);
    expect(page!.map(({ id }) => id)).toEqual(roots);
    expect(page!.map((root) => root.replies!.length > 0)).toEqual([true, false, false, false, false]);
    for (const root of page!) {
      expect(root.replyCount).toBe(6);
      const rest = await everyPage(fixture, { parent: root.id, limit: 100 }, root.repliesNext);
      expect([...root.replies!, ...rest.flat()].map(({ id }) => id)).toEqual(replies.get(root.id));
    }
  });

  test('is cut off below pinned ones too, and never without end', async () => {
    const fixture = await createFixture();
    const write = writer(fixture);
    const written: string[] = [];
    for (let index = 0; index < 12; index++) written.push(await write());
    for (const id of written.slice(3, 6)) await fixture.moderation.setPinned(id, true);
    const pages = await everyPage(fixture, { limit: 100 });
    expect(
      pages
        .flat()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(written.toSorted());
    expect(pages[0]!.slice(0, 3).every(({ pinned }) => pinned)).toBe(true);
  });

  test('that are short has as many as were asked for', async () => {
    const fixture = await createFixture();
    const write = writer(fixture);
    for (let index = 0; index < 101; index++) await write({ text: short });
    const sizes = (await everyPage(fixture, { limit: 100 })).map((page) => page.length);
    expect(sizes).toEqual([100, 1]);
  });
});

test('of a branch 10,000 deep come its root and its end', async () => {
  const fixture = await createFixture();
  const write = writer(fixture);
  const root = await write({ text: short });
  const first = await write({ text: short, parent: root });
  const database = new DatabaseSync(fixture.path);
  const row = database.prepare('select * from comments where id = ?').get(first)!;
  const columns = Object.keys(row);
  const insert = database.prepare(`insert into comments (${columns.join()}) values (${columns.map(() => '?').join()})`);
  database.exec('begin immediate');
  for (let depth = 1; depth < 10_000; depth++)
    insert.run(...Object.values({ ...row, id: `c${depth}`, parent: depth === 1 ? first : `c${depth - 1}` }));
  database.exec('commit');
  database.close();

  const answer = await fixture.get('/comments/c9999');
  expect(bytesOf(answer)).toBeLessThanOrEqual(mebibyte);
  expect(answer.body.root.id).toBe(root);
  const path = answer.body.path;
  expect(path.length).toBeGreaterThanOrEqual(100);
  expect(path.at(-1)!.id).toBe('c9999');
  for (let index = 1; index < path.length; index++) expect(path[index]!.parent).toBe(path[index - 1]!.id);
});

test('of a branch of long comments come its root and its end', async () => {
  const fixture = await createFixture();
  const write = writer(fixture);
  const ids = [await write()];
  for (let depth = 0; depth < 12; depth++) ids.push(await write({ parent: ids.at(-1) }));
  const answer = await fixture.get(`/comments/${ids.at(-1)}`);
  expect(bytesOf(answer)).toBeLessThanOrEqual(mebibyte);
  const { root, path } = answer.body;
  expect(root.id).toBe(ids[0]);
  expect(path.length).toBeGreaterThan(2);
  expect(path.map(({ id }) => id)).toEqual(ids.slice(-path.length));
});

test('of a visitor’s own comments come the last for which there is room', async () => {
  const fixture = await createFixture();
  const token = aToken();
  const ids: string[] = [];
  const body = 'a@b.co '.repeat(1428);
  for (let count = 0; count < 14; count++) ids.push((await fixture.write(body, {}, token)).id);
  const answer = await fixture.get('/mine?thread=a+thread', { token });
  expect(bytesOf(answer)).toBeLessThanOrEqual(mebibyte);
  expect(answer.body.comments.length).toBeGreaterThan(5);
  expect(answer.body.comments.map(({ id }) => id)).toEqual(ids.slice(-answer.body.comments.length));
});
