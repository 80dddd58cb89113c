import { readCursor, writeCursor } from './cursor.js';

/*
 * Servers that page by number or offset, made to page without doubles or gaps.
 *
 * A cursor holds how far the reader came and the ids that they have. Every window begins one item early, so that it
 * shows whether the list still stands as it did. Where comments arrived it moved down: what is known is dropped, and
 * further windows fill the page. Where some went away it moved up, and no known item is in the window: it grows towards
 * the start until it meets one. What is met and not known is given, wherever it stands: no comment twice, and none of
 * those that were there from the first page on left out.
 */

export interface PageQuery<Item> {
  /** What the cursor is good for, such as sort and filter: one of another query is refused. */
  of: string;
  cursor?: string;
  /** Items a page; two less than `most` at most. */
  limit: number;
  /** The most items that the server sends at once; absent: any number. */
  most?: number;
  idOf: (item: Item) => string;
  /** The server's items from `start` on; fewer than `count` only where its list ends. */
  fetch: (start: number, count: number) => Promise<Item[]>;
}

interface State {
  /** Where the last of the reader's items stood, counted from 1. */
  offset: number;
  seen: string[];
}

/** @throws StarlingError `invalid` where it is no cursor of that query */
export const nextPage = async <Item>(query: PageQuery<Item>): Promise<{ items: Item[]; next: string | null }> => {
  const { idOf, fetch, most = Infinity } = query;
  const limit = Math.min(query.limit, most - 2);
  const state = readCursor<State>(query.of, query.cursor, ({ offset, seen }) => offset >= 0 && Array.isArray(seen));
  const { offset, seen } = state ?? { offset: 0, seen: [] };
  const known = new Set(seen);
  const met = new Set<string>();
  const fresh: { item: Item; offset: number }[] = [];

  let position = offset;
  // One more than the page: whether there is a next one.
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
    // A server that sends the same again and again has come to its end, whatever it says.
    if (ended || met.size === before) break;
  }

  const page = fresh.slice(0, limit);
  const items = page.map(({ item }) => item);
  if (fresh.length <= limit) return { items, next: null };
  const next = writeCursor(query.of, { offset: page.at(-1)!.offset, seen: [...seen, ...items.map(idOf)] });
  return { items, next };
};

/**
 * Items from `start` on out of numbered pages: of one page where some size allows it, else of several.
 *
 * @param sizes what the server takes as the size of a page; both the same where it chooses by itself
 * @param getPage counts from 1
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
