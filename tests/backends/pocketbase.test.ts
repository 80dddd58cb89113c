import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { backendContract } from '../../src/testing.js';
import { pocketbaseBackend } from './examples/pocketbase.js';
import { pocketbaseStandIn } from '../stand-ins/pocketbase.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const docs = read('../../docs/backends/pocketbase.md');
/** The rules are held to what the page tells people to set. */
const rule = (name: string) => new RegExp(`^- ${name}: \`(.+)\`$`, 'm').exec(docs)![1]!;

const server = await pocketbaseStandIn({ list: rule('List and View'), create: rule('Create') });
afterAll(() => server.close());

const make = () => pocketbaseBackend({ url: server.url, options: {} });
let threads = 0;
const newTarget = () => ({ thread: { id: `it's by hand ${threads++}` } });
const first = { sort: 'newest', limit: 25 } as const;
const author = { name: 'Ada' };

describe('contract', () => {
  for (const { name, run } of backendContract({ create: make, depth: 1 }))
    test(name, async (context) => void (await run(context)));
});

test.each(['pocketbase.ts', 'pocketbase-api.ts'])('the page shows %s as it is tested, in under 80 lines', (file) => {
  const code = read(`examples/${file}`).replace('../../../src/index.js', 'starling-comments').trim();
  expect(docs).toContain('```ts\n' + code + '\n```');
  expect(code.split('\n').length).toBeLessThan(80);
});

test('what a moderator marks as spam is gone, with its answers and its stars', async () => {
  const target = newTarget();
  const { id } = await make().submit({ ...target, author, body: 'Buy this', rating: 5 });
  await make().submit({ ...target, author, body: 'No', parent: id });
  server.rows.find((row) => row.id === id)!.spam = true;
  expect(await make().list({ ...target, ...first })).toMatchObject({ comments: [], total: 0, summary: { count: 0 } });
  await expect(make().submit({ ...target, author, body: 'Yes', parent: id })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test.each([{ spam: true }, { root: 'of another thread' }, { root: 'an answer' }, { root: 'a root', rating: 5 }])(
  'the rules refuse a record of %j, whatever sends it',
  async (change) => {
    const target = newTarget();
    const root = await make().submit({ ...target, author, body: 'Root' });
    const roots: Record<string, string> = {
      'a root': root.id,
      'an answer': (await make().submit({ ...target, author, body: 'Answer', parent: root.id })).id,
      'of another thread': (await make().submit({ ...newTarget(), author, body: 'Root' })).id,
    };
    const record = { thread: target.thread.id, name: 'Eve', text: 'Hm', ...change, root: roots[change.root ?? ''] };
    const { status } = await fetch(`${server.url}/api/collections/comments/records`, {
      method: 'POST',
      body: JSON.stringify(record),
    });
    expect(status).toBe(400);
  },
);

test('an answer to an answer answers their root', async () => {
  const target = newTarget();
  const { id } = await make().submit({ ...target, author, body: 'Root' });
  const answer = await make().submit({ ...target, author, body: 'Answer', parent: id });
  expect(await make().submit({ ...target, author, body: 'More', parent: answer.id })).toMatchObject({ parent: id });
  expect((await make().list({ ...target, ...first })).comments).toMatchObject([{ id, replyCount: 2 }]);
});

test('more answers than one request brings are all there', async () => {
  const target = newTarget();
  const { id } = await make().submit({ ...target, author, body: 'Root' });
  const [root] = server.rows.filter((row) => row.id === id);
  for (let index = 0; index < 501; index++)
    server.rows.push({ ...root!, id: `answer${index}`.padEnd(15, '0'), root: id, text: `${index}` });
  expect((await make().list({ ...target, ...first })).comments[0]!.replyCount).toBe(501);
});
