import { randomBytes } from 'node:crypto';
import { serveStandIn, type StandInAnswer, type StandInRequest } from './http-server.js';
import { matches } from './pocketbase-filter.js';

export interface Rules {
  list: string;
  create: string;
}

type Row = Record<string, string | number | boolean>;

/**
 * PocketBase's records as its API of version 0.39 answers, for the two collections of docs/backends/pocketbase.md, with
 * their rules: what does not satisfy the list rule is left out or 404, what does not satisfy the create rule is 400
 * without `data`, and what a field refuses is 400 with `data` by field. Times have a blank and milliseconds.
 */
export const pocketbaseStandIn = async (rules: Rules) => {
  const rows: Row[] = [];
  const byId = (id: unknown) => rows.find((row) => row.id === id);
  const visible = () => rows.filter((row) => matches(rules.list, row, byId));

  const list = (from: Row[], query: URLSearchParams): StandInAnswer => {
    const filter = query.get('filter') ?? '';
    if (filter.length > 3500) return refuse(400);
    const found = from.filter((row) => matches(filter, row, byId));
    for (const key of (query.get('sort') ?? '').split(',').filter(Boolean).reverse()) {
      const [name, sign] = key.startsWith('-') ? [key.slice(1), -1] : [key, 1];
      found.sort((a, b) => (a[name]! < b[name]! ? -sign : a[name]! > b[name]! ? sign : 0));
    }
    const [page, perPage] = [Number(query.get('page') ?? 1), Math.min(1000, Number(query.get('perPage') ?? 30))];
    const items = found.slice((page - 1) * perPage, page * perPage);
    return { body: { page, perPage, totalItems: found.length, totalPages: Math.ceil(found.length / perPage), items } };
  };

  const create = (body: Record<string, unknown>): StandInAnswer => {
    const text = (name: string) => (body[name] === undefined ? '' : `${body[name] as string}`);
    const row: Row = {
      id: text('id') || randomBytes(8).toString('hex').slice(0, 15),
      ...{ thread: text('thread'), root: text('root'), name: text('name'), text: text('text') },
      rating: Number(body.rating ?? 0),
      spam: Boolean(body.spam),
      created: new Date().toISOString().replace('T', ' '),
    };
    if (!matches(rules.create, row, byId)) return refuse(400);
    const wrong = [...wrongFields(row), ...(byId(row.id) ? [['id', 'validation_not_unique']] : [])];
    if (row.root && !byId(row.root)) wrong.push(['root', 'validation_missing_rel_records']);
    if (wrong.length)
      return refuse(400, Object.fromEntries(wrong.map(([name, code]) => [name, { code, message: code }])));
    rows.push(row);
    return { body: row };
  };

  const answer = ({ method, path, query, body }: StandInRequest): StandInAnswer => {
    const [, collection, id] = /^\/api\/collections\/(\w+)\/records(?:\/([^/]+))?$/.exec(path) ?? [];
    if (collection === 'comment_stars') return list(stars(rows), query);
    if (collection !== 'comments') return refuse(404);
    if (method === 'POST') return create(body);
    if (!id) return list(visible(), query);
    const row = visible().find((each) => each.id === id);
    return row ? { body: row } : refuse(404);
  };

  const server = await serveStandIn(answer);
  return { ...server, rows };
};

const refuse = (status: number, data: object = {}): StandInAnswer => ({
  status,
  body: { status, message: status === 404 ? 'The requested resource wasn’t found.' : 'Failed to create record.', data },
});

/** The view: how many gave how many stars. */
const stars = (rows: Row[]): Row[] => {
  const rated = rows.filter(({ rating, spam }) => Number(rating) > 0 && !spam);
  return [...Map.groupBy(rated, ({ thread, rating }) => `${rating} ${thread}`)].map(([id, same]) => ({
    ...{ id, thread: same[0]!.thread!, rating: same[0]!.rating!, n: same.length },
  }));
};

const wrongFields = (row: Row): string[][] => {
  const wrong: string[][] = [];
  for (const [name, most] of [
    ['thread', 2048],
    ['name', 80],
    ['text', 10_000],
  ] as const) {
    if (!row[name]) wrong.push([name, 'validation_required']);
    else if ([...(row[name] as string)].length > most) wrong.push([name, 'validation_max_text_constraint']);
  }
  if (!/^[a-z0-9]{15}$/.test(row.id as string)) wrong.push(['id', 'validation_invalid_format']);
  const rating = row.rating as number;
  if (rating && !Number.isInteger(rating)) wrong.push(['rating', 'validation_only_int_constraint']);
  else if (rating < 0 || rating > 5) wrong.push(['rating', 'validation_max_number_constraint']);
  return wrong;
};
