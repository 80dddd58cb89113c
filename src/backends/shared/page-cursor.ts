import { readCursor, writeCursor } from './cursor.js';

/*
 * Paging without duplicates or gaps, for servers that page by number or offset.
 *
 * A cursor contains the reader's position and the ids that they have. Every window starts one item early, to find out
 * whether the list has moved. If comments were added, the list has moved down: known items are dropped, and further
 * windows fill the page. If comments were removed, the list has moved up and the window contains no known item: it is
 * extended towards the start until it contains one. Every item found that is not known is returned, wherever it is. So
 * no comment appears twice, and none that was there since the first page is left out.
 */

export interface PageQuery<Item> {
  /** The query that the cursor is valid for, such as sort and filter. A cursor of another query is refused. */
  of: string;
  cursor?: string;
  /** Items per page; reduced to `most` minus two if it is larger. */
  limit: number;
  /** Maximum number of items that the server sends at once; by default unlimited. */
  most?: number;
  idOf: (item: Item) => string;
  /** The server's items from `start` on; fewer than `count` only at the end of its list. */
  fetch: (start: number, count: number) => Promise<Item[]>;
}

interface State {
  /** Position of the last of the reader's items, counted from 1. */
  offset: number;
  seen: string[];
}

/** @throws StarlingError `invalid` if it is not a cursor of that query */
export const nextPage = async <Item>(query: PageQuery<Item>): Promise<{ items: Item[]; next: string | null }> => {
  const { idOf, fetch, most = Infinity } = query;
  const limit = Math.min(query.limit, most - 2);
  const state = readCursor<State>(query.of, query.cursor, ({ offset, seen }) => offset >= 0 && Array.isArray(seen));
  const { offset, seen } = state ?? { offset: 0, seen: [] };
  const known = new Set(seen);
  const met = new Set<string>();
  const fresh: { item: Item; offset: number }[] = [];

  let position = offset;
  // One more item than the page needs shows whether there is a next page.
  while (fresh.length <= limit) {
    let start = Math.max(0, position - 1);
    const count = limit + 2;
    let window = await fetch(start, count);
    const ended = window.length < count;
    while (start && known.size && !window.some((item) => known.has(idOf(item)))) {
      const from = Math.max(0, start - limit);
      window = [...(await fetch(from, start - from)), ...window];
      start = from;
    }
    position = start + window.length;
    const before = met.size;
    window.forEach((item, index) => {
      const id = idOf(item);
      met.add(id);
      if (known.has(id)) return;
      known.add(id);
      fresh.push({ item, offset: start + index + 1 });
    });
    // If the server sends only known items again, treat that as the end of the list.
    if (ended || met.size === before) break;
  }

  const page = fresh.slice(0, limit);
  const items = page.map(({ item }) => item);
  if (fresh.length <= limit) return { items, next: null };
  const next = writeCursor(query.of, { offset: page.at(-1)!.offset, seen: [...seen, ...items.map(idOf)] });
  return { items, next };
};

/**
 * Items from `start` on, for servers with numbered pages: taken from one page if some page size allows it, else from
 * several.
 *
 * @param sizes the page sizes that the server accepts; both are the same if the server chooses the size
 * @param getPage loads a page; pages count from 1
 */
export const windowOfPages = async <Item>(
  start: number,
  count: number,
  { least = 1, most }: { least?: number; most: number },
  getPage: (page: number, size: number) => Promise<Item[]>,
): Promise<Item[]> => {
  const end = start + count;
  let size = Math.max(least, count);
  while (size < most && (Math.floor(start / size) + 1) * size < end) size++;
  size = Math.min(size, most);
  const first = Math.floor(start / size);
  const items: Item[] = [];
  for (let page = first; page * size < end; page++) {
    const some = await getPage(page + 1, size);
    items.push(...some);
    if (some.length < size) break;
  }
  return items.slice(start - first * size, end - first * size);
};
