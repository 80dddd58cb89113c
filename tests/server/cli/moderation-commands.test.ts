import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openStore } from '../../../server/src/store/open-store.js';
import { aSubmission } from '../support/a-submission.js';
import { temporaryFolder } from '../support/fixture.js';
import { builtCli, runCli } from '../support/process.js';

beforeAll(builtCli, 60_000);

const day = 86_400_000;
const march = Date.parse('2026-03-01T12:00:00Z');

/** Three comments by Eve and one by Bea, on one day after the other. */
const filled = async () => {
  const database = `sqlite:${join(await temporaryFolder(), 'a.db')}`;
  const store = await openStore(database);
  const ids: string[] = [];
  for (const [n, visitor] of ['eve', 'bea', 'eve', 'eve'].entries()) {
    const { comment } = await store.comments.submit(aSubmission({ visitor, now: march + n * day }));
    ids.push(comment.id);
  }
  await store.close();
  const run = (...given: string[]) => runCli([...given, '--database', database]);
  const json = async <T>(...given: string[]) => JSON.parse((await run(...given, '--json')).stdout) as T;
  const list = async (...given: string[]) =>
    (await json<{ comments: { id: string }[] }>('list', ...given)).comments.map(({ id }) => ids.indexOf(id));
  return { database, ids, run, json, list };
};

test('comments are listed by the days on which they were written, the last one included', async () => {
  const { run, list } = await filled();
  expect(await list('--from', '2026-03-02', '--to', '2026-03-03')).toEqual([2, 1]);
  expect(await list('--to', '2026-03-02T11:00:00Z')).toEqual([0]);
  const { code, stderr } = await run('list', '--from', 'yesterday');
  expect([code, stderr]).toEqual([2, expect.stringContaining('--from')]);
}, 120_000);

test('a ban takes along what was written before, and is listed and lifted', async () => {
  const { ids, run, json, list } = await filled();
  const first = await json<{ ban: { id: string } }>(
    'ban',
    'add',
    'visitor',
    '--comment',
    ids[0]!,
    '--past',
    'spam',
    '--note',
    'Sells pills',
  );
  expect(first).toMatchObject({ ban: { kind: 'visitor', value: 'eve', site: null, note: 'Sells pills' }, changed: 3 });
  expect(await list('--state', 'spam')).toEqual([3, 2, 0]);
  const second = await run('ban', 'add', 'word', 'hello', '--past', 'hold');
  expect([second.code, second.stdout]).toEqual([
    0,
    expect.stringMatching(/^Banned: \w+\.\n1 earlier comments are held now\.\n$/),
  ]);
  expect(await list('--state', 'pending')).toEqual([1]);
  const { id } = first.ban;
  expect((await run('ban', 'list')).stdout).toContain(`${id}\tvisitor\teve\tall sites\twithout end\tSells pills\n`);
  expect((await run('ban', 'remove', id)).code).toBe(0);
  expect((await run('ban', 'remove', id)).code).toBe(1);
  expect((await json<{ bans: object[] }>('ban', 'list')).bans).toHaveLength(1);
}, 120_000);

test.each([
  [['word'], '--comment'],
  [['word', '--comment', 'x'], '--comment'],
  [['visitor', 'x', '--comment', 'y'], '--comment'],
  [['moon', 'x'], 'kind'],
  [['word', 'x', '--past', 'delete'], '--past'],
])('a wrong ban ends with 2 and is named: %o', async (given, name) => {
  const { code, stderr } = await runCli(['ban', 'add', ...given], { STARLING_DATABASE: 'sqlite::memory:' });
  expect([code, stderr]).toEqual([2, expect.stringContaining(name)]);
});

test('spam is emptied for good, where one says so', async () => {
  const { ids, run, list } = await filled();
  await run('spam', ...ids);
  const asked = await run('empty-spam');
  expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining('--yes')]);
  const old = await run('empty-spam', '--yes', '--to', '2026-03-02');
  expect([old.code, old.stdout]).toEqual([0, '2 comments were deleted for good.\n']);
  expect(await list('--state', 'spam')).toEqual([3, 2]);
  expect((await run('empty-spam', '--yes', '--site', 'another')).stdout).toBe('0 comments were deleted for good.\n');
  expect((await run('empty-spam', '--yes')).stdout).toBe('2 comments were deleted for good.\n');
}, 120_000);
