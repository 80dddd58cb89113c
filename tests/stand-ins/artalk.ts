import { serveStandIn, type StandIn, type StandInAnswer, type StandInRequest } from './http-server.js';

interface Row {
  id: number;
  rid: number;
  root: number;
  content: string;
  nick: string;
  link: string;
  page: string;
  created: number;
  pending: boolean;
  pinned: boolean;
  votes: Map<string, 'up' | 'down'>;
}

export interface ArtalkStandIn extends StandIn {
  /** By id. */
  rows: Map<number, Row>;
  /** Keys of the pages where only administrators write. */
  closed: Set<string>;
  /** Moderation before publication (`moderator.pending_default`). */
  moderated: boolean;
  /** Writes of one address before the captcha is asked for (`captcha.action_limit`); nothing: it is turned off. */
  actionLimit?: number;
  /** Requests about the captcha, good or refused. */
  captchaRequests: number;
}

/** A picture of one dot; its answer is `abcd`. */
const picture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Artalk as its handlers behave (server/handler), in UTC, for the one site `blog`; compared with 2.10. */
export const artalkStandIn = async (): Promise<ArtalkStandIn> => {
  const rows: ArtalkStandIn['rows'] = new Map();
  const actions = new Map<string, number>();
  const settings = { rows, closed: new Set<string>(), moderated: false, captchaRequests: 0 } as ArtalkStandIn;

  const cook = (row: Row) => ({
    id: row.id,
    rid: row.rid,
    content: row.content,
    content_marked: `<p>${escape(row.content)}</p>\n`,
    nick: row.nick,
    link: row.link,
    // The server's zone, which the text does not say, and no more than seconds.
    date: new Date(row.created).toISOString().slice(0, 19).replace('T', ' '),
    is_pending: row.pending,
    is_pinned: row.pinned,
    is_allow_reply: !row.pending,
    vote_up: [...row.votes.values()].filter((vote) => vote === 'up').length,
    vote_down: [...row.votes.values()].filter((vote) => vote === 'down').length,
    visible: true,
    page_key: row.page,
    site_name: 'blog',
  });

  const list = (query: URLSearchParams): StandInAnswer => {
    if (!query.get('page_key')) return refuse(400, 'Page_key is required');
    if (query.get('site_name') !== 'blog') return refuse(404, 'Site not found', { err_no_site: true });
    const page = query.get('page_key')!;
    const visible = [...rows.values()].filter((row) => row.page === page && !row.pending);
    const ups = (row: Row) => cook(row).vote_up;
    const orders: Record<string, (a: Row, b: Row) => number> = {
      date_asc: (a, b) => a.created - b.created,
      vote: (a, b) => ups(b) - ups(a) || b.created - a.created,
      '': (a, b) => Number(b.pinned) - Number(a.pinned) || b.created - a.created,
    };
    const roots = visible.filter((row) => !row.rid).sort(orders[query.get('sort_by') ?? '']!);
    const start = Number(query.get('offset'));
    const some = roots.slice(start, start + Number(query.get('limit')));
    const below = visible.filter((row) => row.rid && some.some(({ id }) => id === row.root));
    return {
      body: {
        comments: [...some, ...below].map(cook),
        count: visible.length,
        roots_count: roots.length,
        page: { key: page, admin_only: settings.closed.has(page) },
      },
    };
  };

  const create = ({ body }: StandInRequest): StandInAnswer => {
    for (const field of ['name', 'email', 'content', 'page_key', 'site_name'])
      if (!String(body[field] ?? '').trim()) return refuse(400, `${field} is required`);
    if (settings.closed.has(body.page_key as string)) return refuse(403, 'Admin access required', { need_login: true });
    const parent = rows.get(body.rid as number);
    if (body.rid && !parent) return refuse(404, 'Parent comment not found');
    if (parent && parent.page !== body.page_key) return refuse(400, 'Inconsistent with the page_key');
    const id = rows.size + 1;
    const row: Row = {
      id,
      rid: parent?.id ?? 0,
      root: parent?.root ?? id,
      content: body.content as string,
      nick: body.name as string,
      link: (body.link as string) ?? '',
      page: body.page_key as string,
      created: Date.now(),
      pending: settings.moderated,
      pinned: false,
      votes: new Map(),
    };
    rows.set(id, row);
    return { body: cook(row) };
  };

  const voteState = ({ votes }: Row, visitor: string) => ({
    up: [...votes.values()].filter((vote) => vote === 'up').length,
    down: [...votes.values()].filter((vote) => vote === 'down').length,
    is_up: votes.get(visitor) === 'up',
    is_down: votes.get(visitor) === 'down',
  });

  const vote = (id: number, choice: 'up' | 'down' | undefined, visitor: string): StandInAnswer => {
    const row = rows.get(id);
    if (!row) return refuse(404, 'Comment not found');
    if (choice && row.votes.get(visitor) === choice) row.votes.delete(visitor);
    else if (choice) row.votes.set(visitor, choice);
    return { body: voteState(row, visitor) };
  };

  /** What is counted, and refused past the limit until a captcha is solved. */
  const limited = (request: StandInRequest, handle: () => StandInAnswer): StandInAnswer => {
    const { actionLimit } = settings;
    const done = actions.get(request.visitor) ?? 0;
    if (actionLimit !== undefined && done >= actionLimit)
      return refuse(403, 'Captcha required', { need_captcha: true, img_data: picture });
    actions.set(request.visitor, done + 1);
    return handle();
  };

  const captcha = ({ method, path, visitor, body }: StandInRequest): StandInAnswer => {
    settings.captchaRequests += 1;
    if (settings.actionLimit === undefined) return refuse(404, 'Captcha disabled');
    if (path.endsWith('/status')) return { body: { is_pass: (actions.get(visitor) ?? 0) < settings.actionLimit } };
    if (method === 'GET') return { body: { img_data: picture } };
    if (String(body.value).toLowerCase() !== 'abcd') return refuse(403, 'Wrong captcha', { img_data: picture });
    actions.set(visitor, 0);
    return { body: { msg: 'Success' } };
  };

  const standIn = await serveStandIn((request) => {
    const { method, path, query, visitor } = request;
    const [, , , name, target, third, fourth] = path.split('/');
    if (name === 'captcha') return captcha(request);
    if (name === 'comments' && target) {
      const row = rows.get(Number(target));
      if (!row) return refuse(404, 'Comment not found');
      const above = rows.get(row.rid);
      return { body: { comment: cook(row), reply_comment: above ? { ...cook(above), visible: false } : null } };
    }
    if (name === 'comments') return method === 'GET' ? list(query) : limited(request, () => create(request));
    if (name === 'votes') {
      const id = Number(third);
      if (method === 'GET') return id > 0 ? vote(id, undefined, visitor) : refuse(400, 'invalid vote target id');
      return limited(request, () => vote(id, fourth as 'up' | 'down', visitor));
    }
    if (path.endsWith('/stats/page_comment')) {
      const keys = query.get('page_keys')!.split(',');
      const countOf = (key: string) => [...rows.values()].filter((row) => row.page === key && !row.pending).length;
      return { body: { data: Object.fromEntries(keys.map((key) => [key.trim(), countOf(key.trim())])) } };
    }
    return refuse(404, 'Not Found');
  });
  return Object.assign(settings, standIn);
};

const refuse = (status: number, msg: string, more: object = {}): StandInAnswer => ({ status, body: { msg, ...more } });

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
