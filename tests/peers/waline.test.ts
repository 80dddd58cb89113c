import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { walineBackend } from '../../src/backends/waline/index.js';
import { backendContract } from '../../src/testing.js';
import { peersRequired } from './support/debian-peer.js';
import { startWaline, type WalineServer } from './start-waline.js';

let server: WalineServer | undefined;
let reason = '';
beforeAll(async () => {
  try {
    server = await startWaline();
  } catch (cause) {
    if (peersRequired) throw cause;
    reason = `Waline can’t be had here: ${cause}`;
    console.warn(reason);
  }
});
afterAll(() => server?.close());

/** Skips, counted, where there is no server. */
const needsServer = (context: TestContext): WalineServer => server ?? context.skip(reason);

let visitors = 0;
// The same server under another spelling of its address is another server to the browser: a visitor without record.
const make = (options: Record<string, unknown> = {}) =>
  walineBackend({ url: `${server!.url}${'/.'.repeat(visitors++)}`, options });

const post = async (path: string, body: object): Promise<{ errno: number; data: { token: string } }> => {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${server!.url}/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
};

/** A reader of their own, signed in; the first that there is would be the administrator. */
const signIn = async (): Promise<string> => {
  const email = `reader${visitors++}@example.org`;
  const account = { email, password: 'secret', display_name: 'Reader', url: '' };
  await post('user', account);
  return (await post('token', account)).data.token;
};

const target = { thread: { id: 'https://example.org/by-hand' } };
const draft = { ...target, author: { name: 'Ada', email: 'ada@example.org' }, body: 'Hello' };
const first = { ...target, sort: 'newest', limit: 25 } as const;

const limits = { interval: 5, unknownId: '999999', duplicates: false, votes: { down: false } };

describe('a reader without account', () => {
  for (const { name, run } of backendContract({ ...limits, create: () => make() }))
    test(name, async (context) => {
      needsServer(context);
      await run(context);
    });
});

describe('a reader who is signed in', () => {
  beforeAll(async () => void (server && (await signIn())));
  const create = async () => make({ token: await signIn() });
  const author = { name: 'Reader' };
  const setup = { ...limits, create, author, editTimes: false, tombstones: false };
  for (const { name, run } of backendContract(setup))
    test(name, async (context) => {
      needsServer(context);
      await run(context);
    });
});

test('a refusal that comes with status 200 is an error', async (context) => {
  needsServer(context);
  await make().submit({ ...draft, body: 'Twice' });
  await expect(make().submit({ ...draft, body: 'Twice' })).rejects.toMatchObject({ code: 'conflict' });
});

test('what waits for a moderator is seen by its author only', async (context) => {
  const { query } = needsServer(context);
  const [author, reader] = [make(), make()];
  const { id } = await author.submit({ ...draft, body: 'To be looked at' });
  query(`UPDATE wl_Comment SET status = 'waiting' WHERE id = ${Number(id)}`);
  expect((await reader.list(first)).comments.map((comment) => comment.id)).not.toContain(id);
  expect((await author.mine!(target))!.comments.map((comment) => comment.id)).toContain(id);
});

test('a like is worth what the server makes of it', async (context) => {
  const { query } = needsServer(context);
  const { id } = await make().submit({ ...draft, body: 'Likeable' });
  query(`UPDATE wl_Comment SET \`like\` = 41 WHERE id = ${Number(id)}`);
  expect(await make().vote!({ ...target, id }, 1)).toEqual({ votes: { up: 42, down: 0 }, mine: 1 });
});

test('comments of one second are each on one page', async (context) => {
  const { query } = needsServer(context);
  const backend = make();
  const target = { thread: { id: 'https://example.org/ties' } };
  const texts = Array.from({ length: 7 }, (_, index) => `Comment ${index}`);
  for (const body of texts) await backend.submit({ ...draft, ...target, body });
  query(`UPDATE wl_Comment SET insertedAt = '2026-01-31 12:00:00' WHERE url = '/ties'`);
  const pages: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await backend.list({ ...target, sort: 'newest', limit: 2, cursor });
    pages.push(...page.comments.map(({ html }) => html.replace(/<[^>]*>|\n/g, '')));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(pages.sort()).toEqual(texts);
});
