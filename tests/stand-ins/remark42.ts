import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { serveStandIn, type StandIn, type StandInAnswer, type StandInRequest } from './http-server.js';

interface User {
  id: string;
  name: string;
  site: string;
}

interface Row {
  id: string;
  pid: string;
  url: string;
  text: string;
  user: User;
  time: number;
  edited?: number;
  deleted: boolean;
  votes: Map<string, 1 | -1>;
}

interface Node {
  comment: Row;
  replies: Node[];
}

export interface Remark42StandIn extends StandIn {
  /** In the order of their making. */
  rows: Row[];
  /** Addresses of pages that take nothing more. */
  readOnly: Set<string>;
  /** Users that were blocked, by name. */
  blocked: Set<string>;
  config: {
    edit_duration: number;
    max_comment_size: number;
    anon_vote: boolean;
    auth_providers: string[];
    subscribers_only: boolean;
  };
  /** AUTH_SEND_JWT_HEADER, and a proxy that exposes it. */
  sendsHeader: boolean;
  /** Seconds by which the server's clock is ahead. */
  ahead: number;
  /** How often somebody logged in. */
  logIns: number;
  /** UPDATE_LIMIT at its default. */
  limited: boolean;
}

const site = 'blog';
const tokenLife = 300;
/** One write of an address in so many milliseconds (`UPDATE_LIMIT`), where that is on. */
const updateInterval = 2000;

/** Remark42 as backend/app/rest/api and backend/app/store behave; compared with v1.16.4. */
export const remark42StandIn = async (): Promise<Remark42StandIn> => {
  const secret = randomBytes(16);
  const rows: Row[] = [];
  const config: Remark42StandIn['config'] = {
    edit_duration: 300,
    max_comment_size: 20_000,
    anon_vote: true,
    auth_providers: ['anonymous'],
    subscribers_only: false,
  };
  const readOnly = new Set<string>();
  const blocked = new Set<string>();
  const settings = {
    rows,
    config,
    readOnly,
    blocked,
    sendsHeader: true,
    ahead: 0,
    logIns: 0,
    limited: false,
  } as Remark42StandIn;
  const lastWrites = new Map<string, number>();

  const now = () => Date.now() + settings.ahead * 1000;
  const get = (url: string | null, id: string) => rows.find((row) => row.id === id && row.url === url);
  const hasReplies = ({ id }: Row) => rows.some(({ pid, deleted }) => pid === id && !deleted);

  const sign = (content: string) => createHmac('sha256', secret).update(content).digest('base64url');
  const logIn = ({ query, visitor }: StandInRequest): StandInAnswer => {
    const name = query.get('user') ?? '';
    const bytes = Buffer.byteLength(name);
    if (name !== name.trim() || bytes < 3 || bytes > 64 || !/^[\p{L}\d_ ]+$/u.test(name))
      return { status: 403, body: { error: 'incorrect user or password' } };
    settings.logIns += 1;
    // The same name from the same address is the same user.
    const id = `anonymous_${createHash('sha1').update(`${name}${visitor}`).digest('hex')}`;
    const user: User = { id, name, site: query.get('aud') ?? '' };
    const content = Buffer.from(JSON.stringify({ user, exp: now() + tokenLife * 1000 })).toString('base64url');
    const headers = settings.sendsHeader ? { 'x-jwt': `${content}.${sign(content)}` } : undefined;
    return { headers, body: { id, name, picture: '' } };
  };

  const userOf = ({ headers }: StandInRequest): User | undefined => {
    const [content = '', signature] = `${headers['x-jwt'] ?? ''}`.split('.');
    if (signature !== sign(content)) return undefined;
    const { user, exp } = JSON.parse(Buffer.from(content, 'base64url').toString()) as { user: User; exp: number };
    return exp > now() ? user : undefined;
  };

  const makeTree = (url: string, sort: string): Node[] => {
    const all = rows.filter((row) => row.url === url);
    const below = (pid: string): Node[] =>
      all
        .filter((row) => row.pid === pid)
        .map((comment) => ({ comment, replies: below(comment.id) }))
        // What was removed stays only above something that was not.
        .filter(({ comment, replies }) => !comment.deleted || replies.length);
    const rank = ({ comment }: Node) => (sort.endsWith('score') ? scoreOf(comment) : comment.time);
    const sign = sort.startsWith('-') ? -1 : 1;
    return below('').sort((a, b) => sign * (rank(a) - rank(b)) || a.comment.time - b.comment.time);
  };

  const find = ({ query }: StandInRequest): StandInAnswer => {
    const url = query.get('url') ?? '';
    // What a plus that was not encoded has become.
    const sort = (query.get('sort') ?? '').replace(/^ /, '+');
    const [limit, offset] = [Number(query.get('limit') ?? 0), query.get('offset_id')];
    if (offset && !isUuid(offset)) return failed(400, 1, 'bad offset_id value');
    const all = makeTree(url, sort);
    // An unknown offset begins anew.
    const rest = all.slice(all.findIndex(({ comment }) => comment.id === offset) + 1);
    const page: Node[] = [];
    let taken = 0;
    for (const node of rest) {
      // Replies count too, and a branch is never split.
      if (limit && page.length && taken + size(node) > limit) break;
      page.push(node);
      taken += size(node);
    }
    const left = rest.slice(page.length).reduce((sum, node) => sum + size(node), 0);
    const count = rows.filter((row) => row.url === url && !row.deleted).length;
    const last = limit ? page.at(-1)?.comment.id : undefined;
    const info = { url, count, count_left: limit ? left : 0, last_comment: last, read_only: readOnly.has(url) };
    return { body: { comments: page.map(showNode), info } };
  };

  const create = (user: User, { body }: StandInRequest): StandInAnswer => {
    const { text, pid = '', locator } = body as { text: string; pid?: string; locator: { site: string; url: string } };
    if (locator.site !== user.site) return failed(403, 4, 'invalid site');
    const wrong = validate(text);
    if (wrong) return failed(400, 4, 'invalid comment', wrong);
    if (blocked.has(user.name)) return failed(403, 7, 'user blocked');
    if (readOnly.has(locator.url)) return failed(403, 8, 'old post, read-only');
    const time = Math.max(now(), (rows.at(-1)?.time ?? 0) + 1);
    const url = sanitiseAddress(locator.url);
    const row: Row = { id: randomUUID(), pid, url, text, user, time, deleted: false, votes: new Map() };
    rows.push(row);
    // It is kept by one address, and looked for by another.
    if (!rows.some((row) => row.url === locator.url))
      return failed(500, 0, "can't load created comment", `no bucket ${locator.url} in store`);
    return { status: 201, body: show(row) };
  };

  const validate = (text: string): string | undefined => {
    if (!text) return 'empty comment text';
    const { length } = [...text];
    return length > config.max_comment_size ? `comment text exceeded max allowed size (${length})` : undefined;
  };

  const update = (id: string, user: User, { query, body }: StandInRequest): StandInAnswer => {
    const row = get(query.get('url'), id);
    if (!row) return failed(400, 1, "can't find comment");
    if (row.user.id !== user.id) return failed(403, 3, 'can not edit comments for other users');
    if (now() > row.time + config.edit_duration * 1000)
      return failed(400, 10, "can't update comment", 'too late to edit');
    if (hasReplies(row)) return failed(400, 11, "can't update comment", "parent comment with reply can't be edited");
    if (body.delete) Object.assign(row, { deleted: true, text: '', votes: new Map() });
    else Object.assign(row, { text: body.text, edited: now() });
    return { body: show(row) };
  };

  const vote = (id: string, user: User, { query }: StandInRequest): StandInAnswer => {
    if (!config.anon_vote) return plain(403, 'Access denied');
    if (readOnly.has(query.get('url')!)) return failed(403, 8, 'old post, read-only');
    const row = get(query.get('url'), id);
    if (!row) return failed(400, 12, "can't vote for comment", 'not found');
    if (row.user.id === user.id) return failed(400, 13, "can't vote for comment", 'can not vote for his own comment');
    const value = query.get('vote') === '1' ? 1 : -1;
    const before = row.votes.get(user.id);
    if (before === value) return failed(400, 14, "can't vote for comment", 'already voted for');
    // A vote against the earlier one undoes it.
    if (before) row.votes.delete(user.id);
    else row.votes.set(user.id, value);
    return { body: { id, score: scoreOf(row) } };
  };

  const signedIn = (request: StandInRequest, [name, id]: (string | undefined)[]): StandInAnswer => {
    if (settings.limited) {
      const since = Date.now() - (lastWrites.get(request.visitor) ?? 0);
      if (since < updateInterval) return plain(429, 'You have reached maximum request limit.');
      lastWrites.set(request.visitor, Date.now());
    }
    const user = userOf(request);
    if (!user) return plain(401, 'Unauthorized');
    if (request.query.get('site') !== user.site) return plain(403, 'Access denied');
    switch (`${request.method} ${name}`) {
      case 'POST comment':
        return create(user, request);
      case 'PUT comment':
        return update(id!, user, request);
      case 'PUT vote':
        return vote(id!, user, request);
      case 'POST preview': {
        const wrong = validate(`${request.body.text ?? ''}`);
        if (wrong) return failed(400, 4, 'invalid comment', wrong);
        return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: render(`${request.body.text}`) };
      }
      default:
        return plain(404, '404 page not found');
    }
  };

  const server = await serveStandIn((request) => {
    const { method, path, query, body } = request;
    if (path === '/auth/anonymous/login')
      return config.auth_providers.includes('anonymous') ? logIn(request) : plain(404, '404 page not found');
    const [, name, id] = /^\/api\/v1\/(\w+)(?:\/([^/]+))?$/.exec(path) ?? [];
    if (query.get('site') !== site) return unknownSite(request, name);
    switch (`${method} ${name}`) {
      case 'GET config':
        return { body: { version: 'master', ...config } };
      case 'GET find':
        return find(request);
      case 'GET list':
        return { body: [...new Set(rows.map(({ url }) => url))].map((url) => ({ url })) };
      case 'GET id': {
        const row = get(query.get('url'), id!);
        return row ? { body: show(row) } : failed(400, 1, "can't get comment by id");
      }
      case 'POST counts':
        return {
          body: (body as unknown as string[]).map((url) => ({
            url,
            count: rows.filter((row) => row.url === url && !row.deleted).length,
          })),
        };
      default:
        return signedIn(request, [name, id]);
    }
  });
  return Object.assign(settings, server);
};

/** Of a site that it does not have most routes tell as of one that has nothing yet. */
const unknownSite = ({ method, query }: StandInRequest, name = ''): StandInAnswer => {
  const message = `site "${query.get('site')}" not found`;
  switch (`${method} ${name}`) {
    case 'GET config':
      return { body: { version: 'master', auth_providers: ['anonymous'], max_comment_size: 2048, edit_duration: 300 } };
    case 'GET find':
      return { body: { comments: [], info: { count: 0, count_left: 0, read_only: false } } };
    case 'GET list':
      return failed(400, 6, `can't get list of comments for ${query.get('site')}`, message);
    default:
      return failed(500, 0, "can't save comment", message);
  }
};

/** SanitizeAsURL: what Go's net/url makes of an address, escaped as in HTML; nothing of one that is none. */
const sanitiseAddress = (address: string): string => {
  const plain = address.replace(/&#39;|&amp;/g, (entity) => (entity === '&amp;' ? '&' : "'"));
  if (/\s|%(?![\da-f]{2})/i.test(plain)) return '';
  return plain
    .replace(/[^\x21-\x7e]+/g, encodeURIComponent)
    .replaceAll('&', '&amp;')
    .replaceAll("'", '&#39;');
};

const scoreOf = ({ votes }: Row) => [...votes.values()].reduce((sum: number, vote) => sum + vote, 0);
const size = ({ replies }: Node): number => replies.reduce((sum, node) => sum + size(node), 1);
const isUuid = (id: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);

const show = (row: Row) => ({
  id: row.id,
  pid: row.pid,
  text: row.deleted ? '' : render(row.text),
  // Never to be rendered.
  orig: row.deleted ? '' : row.text,
  // A comment that its author removed keeps the name.
  user: { name: row.user.name, id: row.user.id, picture: '', admin: false, site_id: site },
  locator: { site, url: row.url },
  score: scoreOf(row),
  vote: 0,
  time: new Date(row.time).toISOString().replace('Z', '000000Z'),
  ...(row.edited && { edit: { time: new Date(row.edited).toISOString(), summary: '' } }),
  ...(row.deleted && { delete: true }),
});

const showNode = ({ comment, replies }: Node): object => ({
  comment: show(comment),
  ...(replies.length && { replies: replies.map(showNode) }),
});

const render = (text: string) => `<p>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</p>\n`;

const failed = (status: number, code: number, details: string, error = 'rejected'): StandInAnswer => ({
  status,
  body: { error, details, code },
});

const plain = (status: number, body: string): StandInAnswer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: `${body}\n`,
});
