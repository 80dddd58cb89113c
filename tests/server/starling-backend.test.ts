import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { createHandler, openStore, serve, type CaptchaVerifier } from '../../server/src/index.js';
import { starlingBackend } from '../../src/backends/starling/index.js';
import { backendContract } from '../../src/testing.js';

/** A captcha without a riddle, so that every visitor's first write needs an answer of its own. */
const captcha: CaptchaVerifier = {
  setting: { provider: 'test' },
  verify: async (token) => ({ outcome: 'passed', id: token, expiresAt: Date.now() + 60_000 }),
};
let answers = 0;
const answer = () => ({ provider: 'test', token: `answer ${answers++}` });

const folder = await mkdtemp(join(tmpdir(), 'starling-'));
const store = await openStore(`sqlite:${join(folder, 'starling.db')}`);
const handler = createHandler({ store, secret: await store.secret(), captcha, rateLimits: false });
const server = await serve({ handler, host: '127.0.0.1', port: 0 });
afterAll(async () => {
  await server.close();
  await store.close();
  await rm(folder, { recursive: true });
});

let visitors = 0;
// The same server under another spelling of its address is another server to the browser: a visitor without token.
const create = () => starlingBackend({ url: `${server.url}${'/.'.repeat(visitors++)}`, options: {} });

for (const { name, run } of backendContract({ create, captcha: answer })) test(name, run);

const target = { thread: { id: 'https://example.org/article' } };
const draft = { ...target, author: { name: 'Ada', email: 'ada@example.org' }, body: 'Hello' };

test('a first write without the captcha is refused with the code captcha, and passes with its answer', async () => {
  const backend = create();
  await expect(backend.submit(draft)).rejects.toMatchObject({ name: 'StarlingError', code: 'captcha' });
  const { id } = await backend.submit({ ...draft, captcha: answer() });
  const voter = create();
  await expect(voter.vote!({ ...target, id }, 1)).rejects.toMatchObject({ code: 'captcha' });
  expect(await voter.vote!({ ...target, id }, 1, { captcha: answer() })).toMatchObject({ mine: 1 });
});

test('sites do not see each other’s comments', async () => {
  const [a, b] = ['a', 'b'].map((site) => starlingBackend({ url: server.url, site, options: {} }));
  const { id } = await a!.submit({ ...draft, captcha: answer() });
  const first = { ...target, sort: 'newest', limit: 25 } as const;
  expect((await a!.list(first)).comments).toMatchObject([{ id }]);
  expect((await b!.list(first)).comments).toEqual([]);
  await expect(b!.find!({ ...target, id })).rejects.toMatchObject({ code: 'not-found' });
  expect((await a!.find!({ ...target, id })).root.id).toBe(id);
});

test('names its site wherever the server needs to know it', async () => {
  const handler = createHandler({ store, secret: await store.secret(), sites: ['a', 'b'] });
  const several = await serve({ handler, host: '127.0.0.1', port: 0 });
  onTestFinished(() => several.close());
  const backend = starlingBackend({ url: several.url, site: 'b', options: {} });
  expect(await backend.preview!('*Hello*')).toBe('<p><em>Hello</em></p>');
  expect(await backend.challenge!()).toHaveProperty('signature');
});
