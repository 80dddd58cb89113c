import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openStore } from '../../../server/src/store/open-store.js';
import { temporaryFolder } from '../support/fixture.js';
import { aSubmission } from '../support/a-submission.js';
import { builtCli, runCli } from '../support/process.js';

beforeAll(builtCli, 60_000);

const filled = async () => {
  const database = `sqlite:${join(await temporaryFolder(), 'a.db')}`;
  const store = await openStore(database);
  const { comment } = await store.comments.submit(aSubmission({ visitor: 'eve' }));
  await store.comments.submit(aSubmission({ author: { name: 'Bea', email: 'bea@example.org' } }));
  await store.close();
  return { id: comment.id, run: (...given: string[]) => runCli([...given, '--database', database]) };
};

test('a person’s data are written as JSON, and erased', async () => {
  const { id, run } = await filled();
  const exported = await run('person', 'export', '--comment', id);
  expect(exported.code).toBe(0);
  expect(JSON.parse(exported.stdout)).toMatchObject({
    person: [{ site: '', comments: [{ id, authorName: 'Ada', threadId: 'a thread' }] }],
  });
  const erased = await run('person', 'erase', '--email', 'BEA@example.org', '--json');
  expect([erased.code, JSON.parse(erased.stdout)]).toEqual([0, { comments: 1 }]);
  const gone = await run('person', 'erase', '--email', 'bea@example.org');
  expect([gone.code, gone.stderr]).toEqual([1, 'error: Nothing is kept of such a person.\n']);
  const twice = await run('person', 'erase', '--email', 'a@b.co', '--visitor', 'eve');
  expect([twice.code, twice.stderr]).toEqual([2, expect.stringContaining('--visitor')]);
  expect((await run('person', 'export')).code).toBe(2);
  expect((await run('person', 'erase', '--visitor', 'eve', '--keep')).stdout).toBe('Erased, with 1 comments.\n');
}, 120_000);

test('a thread is moved, and known by its old name', async () => {
  const { run } = await filled();
  const moved = await run('move', 'a thread', 'another', '--json');
  expect([moved.code, JSON.parse(moved.stdout)]).toEqual([0, expect.objectContaining({ thread: 'another', total: 2 })]);
  expect((await run('close', 'a thread')).code).toBe(0);
  const unknown = await run('move', 'unknown', 'x');
  expect([unknown.code, unknown.stderr]).toEqual([1, 'error: There is no such thread.\n']);
}, 120_000);
