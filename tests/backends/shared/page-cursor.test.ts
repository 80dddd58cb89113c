import { expect, test } from 'vitest';
import { nextPage, windowOfPages } from '../../../src/backends/shared/page-cursor.js';

interface Item {
  id: string;
}

/** A list on a server that pages by offset, and what is done to it between two pages. */
const walk = async (list: Item[], betweenPages: () => void = () => {}, limit = 3) => {
  const requests: string[] = [];
  const fetch = async (start: number, count: number) => {
    requests.push(`${start}+${count}`);
    return list.slice(start, start + count);
  };
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await nextPage({ of: 'newest', cursor, limit, idOf: ({ id }) => id, fetch });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next ?? undefined;
    betweenPages();
  } while (cursor);
  return { ids, requests };
};

const items = (count: number): Item[] => Array.from({ length: count }, (_, index) => ({ id: `${index}` }));
const idsOf = (list: Item[]) => list.map(({ id }) => id);

test('a list that stands still costs one request a page', async () => {
  for (const length of [0, 1, 3, 4, 9, 10]) {
    const { ids, requests } = await walk(items(length));
    expect(ids).toEqual(idsOf(items(length)));
    expect(requests).toHaveLength(Math.max(1, Math.ceil(length / 3)));
  }
});

test.each([1, 2])('%i comments that arrive at the top between two pages stay out of the further ones', async (many) => {
  const list = items(10);
  let arrived = 0;
  const { ids } = await walk(list, () => {
    for (let number = 0; number < many; number++) list.unshift({ id: `new ${arrived++}` });
  });
  expect(ids).toEqual(idsOf(items(10)));
});

test('more comments than were read arrive at the top, and none is doubled or hidden', async () => {
  const list = items(10);
  let pages = 0;
  const { ids } = await walk(list, () => {
    if (pages++ < 3) for (let number = 0; number < 40; number++) list.unshift({ id: `new ${list.length}` });
  });
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(idsOf(items(10))));
});

test('comments that arrive at the end come in their turn', async () => {
  const list = items(4);
  let arrived = 0;
  const { ids } = await walk(list, () => void (arrived < 2 && list.push({ id: `new ${arrived++}` })), 2);
  expect(ids).toEqual(['0', '1', '2', '3', 'new 0', 'new 1']);
});

test.each([1, 2, 3])('%i comments that are removed from what was read hide none of the rest', async (many) => {
  const list = items(12);
  const { ids } = await walk(list, () => void list.splice(0, many));
  expect(ids).toEqual(idsOf(items(12)));
});

test('a comment that is removed while another one arrives at the end hides none', async () => {
  const list = items(7);
  const { ids } = await walk(list, () => {
    list.shift();
    if (list.length > 4) list.push({ id: `new ${list.length}` });
  });
  expect(ids).toEqual(expect.arrayContaining(idsOf(items(7))));
  expect(new Set(ids).size).toBe(ids.length);
});

test('a comment that moves up or down by its votes comes once', async () => {
  const list = items(9);
  const { ids } = await walk(list, () => list.unshift(list.pop()!));
  expect(new Set(ids).size).toBe(ids.length);
});

test('a server that sends the same page again and again comes to an end', async () => {
  let requests = 0;
  const fetch = async (_: number, count: number) => {
    requests += 1;
    return items(count);
  };
  const query = { of: '', limit: 3, idOf: ({ id }: Item) => id, fetch };
  const first = await nextPage(query);
  const second = await nextPage({ ...query, cursor: first.next! });
  expect([first, second].flatMap((page) => idsOf(page.items))).toEqual(['0', '1', '2', '3', '4']);
  expect(second.next).toBeNull();
  expect(requests).toBeLessThan(10);
});

test('a cursor of another query, or none at all, is refused', async () => {
  const query = { limit: 1, idOf: ({ id }: Item) => id, fetch: async () => items(9) };
  const { next } = await nextPage({ ...query, of: 'newest' });
  const refusal = { name: 'StarlingError', code: 'invalid', fields: { cursor: expect.any(String) } };
  await expect(nextPage({ ...query, of: 'oldest', cursor: next! })).rejects.toMatchObject(refusal);
  for (const cursor of ['', 'x', 'null', '{"of":"newest"}'])
    await expect(nextPage({ ...query, of: 'newest', cursor })).rejects.toMatchObject(refusal);
});

test('a page is never larger than what the server sends at once', async () => {
  const counts: number[] = [];
  const fetch = async (start: number, count: number) => {
    counts.push(count);
    return items(500).slice(start, start + count);
  };
  const { items: page } = await nextPage({ of: '', limit: 100, most: 100, idOf: ({ id }) => id, fetch });
  expect(page).toHaveLength(98);
  expect(Math.max(...counts)).toBeLessThanOrEqual(100);
});

test.each([
  ['of any size', { most: 100 }],
  ['of ten', { least: 10, most: 10 }],
  ['of at most four', { most: 4 }],
])('windows are cut out of numbered pages %s', async (_, sizes) => {
  const list = items(137);
  for (let start = 0; start < 140; start += 7) {
    for (const count of [1, 3, 27]) {
      const found = await windowOfPages(start, count, sizes, async (page, size) => {
        expect(size).toBeLessThanOrEqual(sizes.most);
        return list.slice((page - 1) * size, page * size);
      });
      expect(idsOf(found)).toEqual(idsOf(list.slice(start, start + count)));
    }
  }
});

test('a window of 27 costs one request where pages may hold 100', async () => {
  for (let start = 24; start < 2000; start += 25) {
    let requests = 0;
    await windowOfPages(start, 27, { most: 100 }, async (_, size) => {
      requests += 1;
      return items(size);
    });
    expect(requests).toBeLessThanOrEqual(2);
  }
});
