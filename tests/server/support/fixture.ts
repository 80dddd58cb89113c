import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createNodeHandler, type NodeHandlerOptions } from '../../../server/src/cli/node-handler.js';
import { createModeration, type Moderation, type Moderator } from '../../../server/src/service/moderation.js';
import { openStore } from '../../../server/src/store/open-store.js';
import type { Decision } from '../../../server/src/store/moderation.js';
import type { Store } from '../../../server/src/store/store.js';
import { newDatabase } from './new-database.js';
import type { Branch, Comment, Draft, Mine, OwnComment, Page, Problem, Summary, Votes } from '../../../src/contract.js';

export { temporaryFolder } from './temporary-folder.js';

export const origin = 'https://blog.example';
export const base = 'http://comments.example';

export interface Answer<T = Everything> {
  status: number;
  headers: Headers;
  body: T;
}

/** What any answer may hold: a test asserts what it needs, and a field that isn't there fails it. */
export type Everything = Page &
  Branch &
  Omit<Mine, 'comments'> &
  Problem & {
    comments: OwnComment[];
    comment: Comment;
    votes: Votes;
    mine: number | null;
    summary: Summary;
    counts: Record<string, number>;
    html: string;
  };

export interface RequestOptions {
  /** The visitor's token. */
  token?: string;
  headers?: Record<string, string>;
  /** Address of the peer. */
  address?: string;
}

export interface Fixture {
  store: Store;
  /** What an owner decides. */
  moderation: {
    approve(...ids: string[]): ReturnType<Moderation['decide']>;
    decide(decision: Decision, ...ids: string[]): ReturnType<Moderation['decide']>;
    setPinned(id: string, pinned: boolean): ReturnType<Moderation['decide']>;
    setClosed(request: Parameters<Moderation['setClosed']>[1]): Promise<void>;
    undo(undo: string | null): ReturnType<Moderation['undo']>;
  };
  /** The database's file; on PostgreSQL its address. */
  path: string;
  handler: ReturnType<typeof createNodeHandler>;
  /** The same store behind a handler with other settings. */
  with(options: Partial<NodeHandlerOptions>): Fixture;
  call(method: string, path: string, body?: unknown, options?: RequestOptions): Promise<Answer>;
  get(path: string, options?: RequestOptions): Promise<Answer>;
  /** A page of the thread. */
  list(query?: Record<string, string | number>): Promise<Answer>;
  post(draft?: Partial<Draft> & Record<string, unknown>, options?: RequestOptions): Promise<Answer>;
  /** Posts, and gives the comment that came of it. */
  write(body: string, draft?: Partial<Draft>, token?: string): Promise<Comment>;
}

/** The whole server but its socket, over a database of its own; captcha and rate limits off. */
export const createFixture = async (options: Partial<NodeHandlerOptions> = {}): Promise<Fixture> => {
  const address = await newDatabase();
  const store = await openStore(address);
  onTestFinished(() => store.close());
  return fixtureOver(store, address.replace('sqlite:', ''), options);
};

export const fixtureOver = (store: Store, path: string, options: Partial<NodeHandlerOptions>): Fixture => {
  const handler = createNodeHandler({
    store,
    secret: 'a secret for tests',
    captcha: 'none',
    rateLimits: false,
    logger: pino({ level: 'silent' }),
    ...options,
  });

  const call: Fixture['call'] = async (method, path, body, { token, headers = {}, address = '203.0.113.1' } = {}) => {
    const request = new Request(
      path.startsWith('/api') || path.startsWith('http') ? new URL(path, base) : `${base}/api/v1${path}`,
      {
        method,
        headers: { ...(token && { Authorization: `Bearer ${token}` }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      },
    );
    const response = await handler(request, { address });
    const type = response.headers.get('content-type') ?? '';
    // A stream of events has no end.
    const isStream = type.includes('event-stream');
    if (isStream) await response.body?.cancel();
    const text = isStream ? '' : await response.text();
    const isJson = /json/.test(type);
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson && text ? JSON.parse(text) : text) as Everything,
    };
  };

  const fixture: Fixture = {
    store,
    moderation: moderationBy(owner, createModeration(store, options.now)),
    path,
    handler,
    with: (more) => fixtureOver(store, path, { ...options, ...more }),
    call,
    get: (path, options) => call('GET', path, undefined, options),
    list: (query = {}) => call('GET', `/comments?${new URLSearchParams({ thread: 'a thread', ...stringsOf(query) })}`),
    post: (draft = {}, options) => call('POST', '/comments', { ...aDraft(), ...draft }, options),
    write: async (body, draft = {}, token) => {
      const { status, body: answer } = await fixture.post({ body, ...draft }, { token });
      if (status !== 201 && status !== 202) throw new Error(`Not written: ${JSON.stringify(answer)}`);
      return answer.comment;
    },
  };
  return fixture;
};

const owner: Moderator = { name: 'owner', scope: 'all', role: 'owner' };

const moderationBy = (who: Moderator, { decide, setClosed, undo }: Moderation): Fixture['moderation'] => ({
  approve: (...ids) => decide(who, ids, 'approve'),
  decide: (decision, ...ids) => decide(who, ids, decision),
  setPinned: (id, pinned) => decide(who, [id], pinned ? 'pin' : 'unpin'),
  setClosed: (request) => setClosed(who, request),
  undo: (id) => undo(who, id ?? ''),
});

export const aDraft = (): Draft => ({
  thread: { id: 'a thread' },
  author: { name: 'Ada', email: 'ada@example.org' },
  body: 'Hello there',
});

/** A visitor's token, as the browser makes it. */
export const aToken = (): string => randomBytes(16).toString('base64url');

const stringsOf = (query: Record<string, string | number>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
