import { copyFile, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../server/src/store/open-store.js';
import { threadKey } from '../../../server/src/store/thread-key.js';
import { aSubmission } from '../support/a-submission.js';
import { temporaryFolder } from '../support/fixture.js';
import { runCli, startServer } from '../support/process.js';

const name = { site: '', thread: threadKey('a thread') };

const totalIn = async (file: string): Promise<number | undefined> => {
  const store = await openStore(`sqlite:${file}`);
  const thread = await store.read(({ threads }) => threads.find(name));
  await store.close();
  return thread?.total;
};

/** A folder with a database of three comments. */
const filledFolder = async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'starling.db');
  const store = await openStore(`sqlite:${file}`);
  for (let index = 0; index < 3; index++) await store.comments.submit(aSubmission());
  await store.close();
  return { folder, file, database: ['--database', `sqlite:${file}`] };
};

test('what export writes, import reads, also while a server runs', async () => {
  const { folder, database } = await filledFolder();
  const server = await startServer(database);
  onTestFinished(() => void server.stop('SIGKILL'));
  const out = join(folder, 'export.ndjson');
  expect(await runCli(['export', '--out', out, ...database])).toMatchObject({ code: 0, stdout: '' });
  const told = await runCli(['export', '--out', out, '--json', ...database]);
  expect(JSON.parse(told.stdout)).toEqual({ file: out, rows: expect.any(Number) });
  const printed = await runCli(['export', ...database]);
  const text = await readFile(out, 'utf8');
  expect(printed.stdout.split('\n').slice(1)).toEqual(text.split('\n').slice(1));
  expect(await readdir(folder)).not.toContain('export.ndjson.part');

  const target = join(folder, 'other.db');
  const tried = await runCli(['import', '--dry-run', out, '--database', `sqlite:${target}`]);
  expect(tried).toMatchObject({ code: 0, stdout: expect.stringContaining('Would be imported:\n  comments: 3') });
  expect(await totalIn(target)).toBeUndefined();
  const report = await runCli(['import', 'starling', out, '--json', '--database', `sqlite:${target}`]);
  expect(JSON.parse(report.stdout)).toMatchObject({ added: { comments: 3 }, skipped: { count: 0 } });
  expect(await totalIn(target)).toBe(3);
}, 90_000);

test('import tells a file that is broken by its line, and one that it doesn’t know by what it knows', async () => {
  const { folder, database } = await filledFolder();
  const file = join(folder, 'broken.ndjson');
  await writeFile(file, '{"starling":1}\n{"type":\n');
  expect(await runCli(['import', file, ...database])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^error: line 2: is not JSON/),
  });
  await writeFile(file, 'something else');
  expect(await runCli(['import', file, ...database])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('one of starling'),
  });
  expect((await runCli(['import', 'nothing', file, ...database])).stderr).toContain('"nothing" is no format');
  expect((await runCli(['import', join(folder, 'none'), ...database])).code).toBe(2);
});

test('import unpacks no archive, said to be of a format or not', async () => {
  const { folder, database } = await filledFolder();
  const file = join(folder, 'userbackup.gz');
  // A tar of one file, `../escaped.json`, as gzip; and the beginning of a ZIP with such a name.
  const name = Buffer.alloc(512);
  name.write('../escaped.json');
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(26), Buffer.from('../escaped.json')]);
  for (const bytes of [gzipSync(name), zip]) {
    await writeFile(file, bytes);
    for (const format of [[], ['remark42']]) {
      expect(await runCli(['import', ...format, file, ...database])).toMatchObject({
        code: 2,
        stderr: `error: ${file} is an archive: unpack it, and import the file that is in it\n`,
      });
    }
  }
  expect((await readdir(folder)).filter((each) => !each.startsWith('starling.db'))).toEqual(['userbackup.gz']);
});

test('backup makes a file to open in the place of the database, whatever an older one left beside it', async () => {
  const { folder, file, database } = await filledFolder();
  const server = await startServer(database);
  onTestFinished(() => void server.stop('SIGKILL'));
  const copy = join(folder, 'backup.db');
  // Left by a database of the same name, whose file somebody removed.
  await copyFile(`${file}-wal`, `${copy}-wal`);
  await writeFile(`${copy}-shm`, 'old');
  expect(await runCli(['backup', copy, ...database])).toMatchObject({ code: 0 });
  expect(await totalIn(copy)).toBe(3);
  expect(await runCli(['backup', copy, ...database])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('is there already'),
  });
  expect(await totalIn(copy)).toBe(3);
});

test('copy takes everything to another database, and says how much', async () => {
  const { folder, file } = await filledFolder();
  const copied = await runCli(['copy', '--from', `sqlite:${file}`, '--to', `sqlite:${join(folder, 'copy.db')}`]);
  expect(copied).toMatchObject({ code: 0, stdout: expect.stringContaining('comments: 3') });
  expect(await totalIn(join(folder, 'copy.db'))).toBe(3);
  expect((await runCli(['copy', '--from', `sqlite:${file}`])).code).toBe(2);
});
