import { createHash, createHmac, randomBytes } from 'node:crypto';
import { serveStandIn, type StandIn, type StandInAnswer, type StandInRequest } from './http-server.js';

interface Row {
  id: number;
  uri: string;
  parent: number | null;
  text: string;
  author: string | null;
  email: string | null;
  website: string | null;
  mode: 1 | 2 | 4;
  created: number;
  modified: number | null;
  likes: number;
  dislikes: number;
  /** Addresses that voted; the author's is among them from the start. */
  voters: Set<string>;
  address: string;
}

export interface IssoStandIn extends StandIn {
  /** By id. */
  rows: Map<number, Row>;
  /** `[moderation] enabled`. */
  moderated: boolean;
  /** `[guard] enabled`: two comments a minute, three roots in a thread, no answer to oneself while it can be edited. */
  guarded: boolean;
  config: { 'require-author': boolean; 'require-email': boolean; 'website-field': boolean };
  /** Seconds by which the server's clock is ahead. */
  ahead: number;
}

const maxAge = 900;

/** Isso as isso/views/comments.py and isso/db/comments.py behave; compared with 0.14. */
export const issoStandIn = async (): Promise<IssoStandIn> => {
  const rows: IssoStandIn['rows'] = new Map();
  const threads = new Set<string>();
  const secret = randomBytes(16);
  const config = { 'require-author': false, 'require-email': false, 'website-field': true };
  const settings = { rows, moderated: false, guarded: false, config, ahead: 0 } as IssoStandIn;
  let ids = 0;

  const now = () => Date.now() / 1000 + settings.ahead;
  /** Public: what was removed stays while it is answered. */
  const publicIn = (uri: string) => [...rows.values()].filter((row) => row.uri === uri && row.mode !== 2);

  const sign = (content: string) => createHmac('sha256', secret).update(content).digest('hex');
  const cookieFor = ({ id, text }: Row) => {
    const content = `${id}.${sha1(text)}.${Math.floor(now())}`;
    return { 'set-cookie': `${id}=${content}.${sign(content)}; Max-Age=${maxAge}; Path=/; SameSite=Lax` };
  };
  /** That the cookie is of this comment as it stands, and young enough. */
  const isAuthor = (id: number, { headers }: StandInRequest) => {
    const value = new RegExp(`(?:^|; )${id}=([^;]*)`).exec(`${headers.cookie ?? ''}`)?.[1] ?? '';
    const [of, hash, time, signature] = value.split('.');
    const known = signature === sign(`${of}.${hash}.${time}`) && now() - Number(time) <= maxAge;
    return known && Number(of) === id && hash === sha1(rows.get(id)?.text ?? '');
  };

  const fetch = ({ query }: StandInRequest): StandInAnswer => {
    const uri = query.get('uri');
    if (!uri) return badRequest('missing uri query');
    const sort = query.get('sort') ?? 'oldest';
    if (!['newest', 'oldest', 'upvotes'].includes(sort)) return badRequest('Invalid sort option.');
    const [limit, offset] = [Number(query.get('limit') ?? Infinity), Number(query.get('offset') ?? 0)];
    if (Number.isNaN(limit) || !(offset >= 0)) return badRequest('limit should be integer');
    const [nested, parent] = [query.get('nested_limit'), query.get('parent')];
    const all = publicIn(uri);
    const roots = all.filter((row) => `${row.parent ?? ''}` === (parent ?? ''));
    const rank = ({ likes, dislikes, created }: Row) =>
      ({ newest: -created, oldest: created, upvotes: dislikes - likes })[sort]!;
    const page = roots.sort((a, b) => rank(a) - rank(b)).slice(offset, offset + limit);
    const replies = page.map((root) => {
      const below = all.filter(({ parent }) => parent === root.id).sort((a, b) => rank(a) - rank(b));
      // The page's limit and offset, unless there is one for them.
      const shown = nested === null ? below.slice(offset, offset + limit) : below.slice(0, Number(nested));
      const hidden = below.length - shown.length;
      return { ...show(root), total_replies: below.length, hidden_replies: hidden, replies: shown.map(show) };
    });
    const hidden = roots.length - page.length - offset;
    return { body: { id: null, total_replies: all.length, hidden_replies: hidden, replies, config } };
  };

  const guard = (uri: string, parent: number | null, { visitor }: StandInRequest): string | undefined => {
    const own = [...rows.values()].filter(({ address }) => address === visitor);
    if (own.filter(({ created }) => now() - created < 60).length >= 2) return `${visitor}: ratelimit exceeded (1, 2)`;
    if (parent === null && own.filter((row) => row.uri === uri && row.parent === null).length >= 3)
      return `3 direct responses to ${uri}`;
    const open = own.some(({ id, created }) => id === parent && now() - created < maxAge);
    return open ? 'edit time frame is still open' : undefined;
  };

  const add = (request: StandInRequest): StandInAnswer => {
    const uri = request.query.get('uri')!;
    const { text, author, email, website, parent = null, title } = request.body as Record<string, string>;
    const wrong = verify(request.body);
    if (wrong) return badRequest(wrong);
    if (!threads.has(uri) && !title) return badRequest(`Cannot create new thread: URI ${uri} is not accessible`);
    threads.add(uri);
    const above = rows.get(Number(parent));
    // An answer to nothing becomes a root, and one to a reply an answer to its root.
    const under = above?.uri === uri ? (above.parent ?? above.id) : null;
    const refused = settings.guarded ? guard(uri, under, request) : undefined;
    if (refused) return forbidden(request, refused);
    if (config['require-email'] && !email) return forbidden(request, 'email address required but not provided');
    if (config['require-author'] && !author) return forbidden(request, 'author address required but not provided');
    const row: Row = {
      id: (ids += 1),
      uri,
      parent: under,
      text: text!,
      author: author ? escape(author) : null,
      email: email ?? null,
      website: website ? escape(/^https?:/.test(website) ? website : `http://${website}`) : null,
      mode: settings.moderated ? 2 : 1,
      created: now(),
      modified: null,
      likes: 0,
      dislikes: 0,
      voters: new Set([request.visitor]),
      address: request.visitor,
    };
    rows.set(row.id, row);
    return { status: row.mode === 2 ? 202 : 201, headers: cookieFor(row), body: show(row) };
  };

  const edit = (id: number, request: StandInRequest): StandInAnswer => {
    if (!isAuthor(id, request)) return forbidden(request);
    const { text } = request.body;
    if (typeof text !== 'string' || text.length < 3) return failed(request, 400, '400 Bad Request: no text given');
    const row = rows.get(id)!;
    Object.assign(row, { text, modified: now() });
    return { headers: cookieFor(row), body: show(row) };
  };

  const remove = (id: number, request: StandInRequest): StandInAnswer => {
    if (!isAuthor(id, request)) return forbidden(request);
    const row = rows.get(id)!;
    const answered = [...rows.values()].some(({ parent }) => parent === id);
    if (answered) Object.assign(row, { text: '', mode: 4, author: null, website: null });
    else rows.delete(id);
    for (const { id } of rows.values())
      if (rows.get(id)!.mode === 4 && ![...rows.values()].some(({ parent }) => parent === id)) rows.delete(id);
    return { headers: { 'set-cookie': `${id}=; Max-Age=0; Path=/` }, body: answered ? show(row) : null };
  };

  const vote = (id: number, kind: string, { visitor }: StandInRequest): StandInAnswer => {
    const row = rows.get(id);
    if (!row) return { body: null };
    // Own and repeated votes are passed over, with HTTP 200.
    const denied = row.voters.has(visitor);
    row.voters.add(visitor);
    if (!denied) row[kind === 'like' ? 'likes' : 'dislikes'] += 1;
    const { likes, dislikes } = row;
    return {
      body: { likes, dislikes, ...(denied && { message: 'denied because a vote has already been registered' }) },
    };
  };

  const server = await serveStandIn((request) => {
    const { method, path, headers, body } = request;
    const type = headers['content-type'];
    if (type && !type.toString().startsWith('application/json')) return forbidden(request, 'CSRF');
    const [, id, action] = /^\/id\/(\d+)(?:\/(like|dislike))?$/.exec(path) ?? [];
    switch (`${method} ${id ? `/id${action ? '/vote' : ''}` : path}`) {
      case 'GET /':
        return fetch(request);
      case 'POST /new':
        return add(request);
      case 'POST /count':
        return {
          body: (body as unknown as string[]).map((uri) => publicIn(uri).filter(({ mode }) => mode === 1).length),
        };
      case 'POST /preview':
        return { body: { text: render(`${body.text}`) } };
      case 'GET /id':
        // Only who wrote it may view a single one.
        return isAuthor(Number(id), request) ? { body: show(rows.get(Number(id))!) } : forbidden(request);
      case 'PUT /id':
        return edit(Number(id), request);
      case 'DELETE /id':
        return remove(Number(id), request);
      case 'POST /id/vote':
        return vote(Number(id), action!, request);
      default:
        return failed(request, 404, '404 Not Found');
    }
  });
  return Object.assign(settings, server);
};

const verify = ({ text, parent, email, website }: Record<string, unknown>): string | undefined => {
  if (typeof text !== 'string') return 'text is missing';
  if (parent != null && typeof parent !== 'number') return 'parent must be an integer or null';
  if (text.trimEnd().length < 3) return 'text is too short (minimum length: 3)';
  if ([...text].length > 65_535) return 'text is too long (maximum length: 65535)';
  if (`${email ?? ''}`.length > 254) return 'http://tools.ietf.org/html/rfc5321#section-4.5.3';
  if (website && !/^(https?:\/\/)?(localhost|[\w-]+(\.[\w-]+)+)(:\d+)?([/?]\S*)?$/i.test(`${website}`))
    return 'Website not Django-conform';
  return undefined;
};

const show = ({ id, parent, text, author, website, mode, created, modified, likes, dislikes }: Row) => {
  const shown = { id, parent, author, website, mode, created, modified, likes, dislikes };
  return { ...shown, text: render(text), hash: 'e644f6ee43c0', notification: 0 };
};

const render = (text: string) => (text ? `<p>${escape(text)}</p>\n` : '');
const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');

const page = (status: number, reason: string): StandInAnswer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html>\n<html lang=en>\n<title>${status}</title>\n<h1>${status}</h1>\n<p>${escape(reason)}</p>\n`,
});

/** Returned, not raised: an HTML page, whatever the client accepts. */
const badRequest = (reason: string) => page(400, reason);

const failed = ({ headers }: StandInRequest, status: number, message: string): StandInAnswer =>
  headers.accept === 'application/json' ? { status, body: { message } } : page(status, message);

const forbidden = (request: StandInRequest, reason = 'You don’t have the permission to access the resource.') =>
  failed(request, 403, `403 Forbidden: ${reason}`);
