import { execFileSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../server/src/store/open-store.js';
import { aDraft, temporaryFolder } from '../support/fixture.js';
import { builtCli, runCli, startServer } from '../support/process.js';

beforeAll(builtCli, 60_000);

const commands = [['serve', '--port', '0'], ['list'], ['approve', 'x'], ['outbox']];

/** Every command says it in one line, without a stack, and ends. */
const expectOneLine = async (database: string, words: RegExp, of = commands) => {
  for (const command of of) {
    const { code, stderr } = await runCli([...command, '--database', database]);
    expect([code, stderr], command.join(' ')).toEqual([2, expect.stringMatching(words)]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  }
};

const aStarlingFile = async (path: string): Promise<void> => (await openStore(`sqlite:${path}`)).close();

/** A disk of so many KiB, which only root can make. */
const aDisk = async (size: number): Promise<string> => {
  const folder = await temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}k`, 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
};

describe('the doctor', () => {
  test.runIf(process.getuid?.() === 0).each([
    [20, 'mend', /^1\d MiB are free on the disk of /, /nothing can be written/],
    [200, 'note', /^19\d MiB are free on the disk of /, /before it is full/],
    [600, 'good', /^59\d MiB are free on the disk of /, undefined],
  ])('finds a disk of %i MiB: %s', async (size, state, said, todo) => {
    const file = join(await aDisk(size * 1024), 'a.db');
    await aStarlingFile(file);
    const { stdout } = await runCli(['doctor', '--json', '--database', `sqlite:${file}`]);
    const { findings } = JSON.parse(stdout) as { findings: { about: string; said: string; todo?: string }[] };
    const found = findings.find(({ about }) => about === 'disk')!;
    expect(found).toMatchObject({ state });
    expect(found.said).toMatch(said);
    if (todo) expect(found.todo).toMatch(todo);
    else expect(found.todo).toBeUndefined();
  });
});

describe('a command says in one line what is wrong with its database', () => {
  test('that is no database', async () => {
    const file = join(await temporaryFolder(), 'a.db');
    await writeFile(file, 'This is a letter to my aunt, and no database. '.repeat(100));
    await expectOneLine(`sqlite:${file}`, /option '--database': .*not a database/);
  });

  test('whose folder is not there', async () => {
    await expectOneLine(`sqlite:${join(await temporaryFolder(), 'none', 'a.db')}`, /option '--database'/);
  });

  test('that a newer version made', async () => {
    const file = join(await temporaryFolder(), 'a.db');
    await aStarlingFile(file);
    const database = new DatabaseSync(file);
    database.exec("insert into kysely_migration values ('9999-later', '2030-01-01')");
    database.close();
    await expectOneLine(`sqlite:${file}`, /made by a newer version of starling-server \(9999-later\)/);
  });

  test.runIf(process.getuid?.() === 0)('that has no room on its disk', async () => {
    const folder = await aDisk(60);
    await expectOneLine(`sqlite:${join(folder, 'a.db')}`, /option '--database': .*full/, [['serve', '--port', '0']]);
  });

  test.runIf(process.getuid?.() === 0)('that nobody may write, unless it only reads', async () => {
    const folder = await aDisk(4096);
    const database = `sqlite:${join(folder, 'a.db')}`;
    await aStarlingFile(join(folder, 'a.db'));
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    const { code, stderr } = await runCli(['approve', 'x', '--database', database]);
    expect([code > 0, stderr]).toEqual([true, expect.stringMatching(/^error: .+\n$/)]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe.runIf(process.getuid?.() === 0)('a server that can read its database starts, and refuses writes', () => {
  const serving = async (folder: string) => {
    const server = await startServer(['--database', `sqlite:${join(folder, 'a.db')}`, '--captcha', 'none']);
    onTestFinished(() => void server.stop('SIGKILL'));
    const comments = `${server.url}/api/v1/comments`;
    const post = async () => (await fetch(comments, { method: 'POST', body: JSON.stringify(aDraft()) })).status;
    const total = async () => ((await (await fetch(`${comments}?thread=a+thread`)).json()) as { total: number }).total;
    return { ...server, post, total };
  };

  /** With one comment, and no files beside it that a server that was stopped would have left. */
  const aDatabase = async (): Promise<string> => {
    const folder = await aDisk(2048);
    const { post, stop } = await serving(folder);
    expect(await post()).toBe(201);
    await stop();
    return folder;
  };

  test('on a full disk, until there is room again', async () => {
    const folder = await aDatabase();
    const full = join(folder, 'full');
    await expect(writeFile(full, Buffer.alloc(4 * 1024 * 1024))).rejects.toThrow('ENOSPC');
    const { post, said, total } = await serving(folder);
    expect([await total(), await post(), await total()]).toEqual([1, 503, 1]);
    await rm(full);
    expect([await post(), await total()]).toEqual([201, 2]);
    expect(said()).not.toMatch(/^\s+at /m);
  });

  test('on a full disk, with a database that is backed up to another one, while no server holds it alone', async () => {
    const folder = await aDatabase();
    await expect(writeFile(join(folder, 'full'), Buffer.alloc(4 * 1024 * 1024))).rejects.toThrow('ENOSPC');
    const elsewhere = await temporaryFolder();
    const database = ['--database', `sqlite:${join(folder, 'a.db')}`];
    expect(await runCli(['backup', join(elsewhere, 'copy.db'), ...database])).toMatchObject({ code: 0, stderr: '' });
    const server = await startServer(['--database', `sqlite:${join(elsewhere, 'copy.db')}`]);
    onTestFinished(() => void server.stop('SIGKILL'));
    expect(await (await fetch(`${server.url}/api/v1/comments?thread=a+thread`)).json()).toMatchObject({ total: 1 });
    const holder = await serving(folder);
    expect(await holder.total()).toBe(1);
    expect(await runCli(['backup', join(elsewhere, 'other.db'), ...database])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^error: option '--database': .*locked; another process holds it alone: .*\n$/,
      ) as string,
    });
  }, 60_000);

  test('on a disk that nobody may write', async () => {
    const folder = await aDatabase();
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    const { post, said, total } = await serving(folder);
    expect([await total(), await post(), await total()]).toEqual([1, 503, 1]);
    expect(said()).not.toMatch(/^\s+at /m);
  });
});

test('where there are several sites, a thread is named with its site', async () => {
  const folder = await temporaryFolder();
  const config = join(folder, 'starling.json');
  const database = `sqlite:${join(folder, 'a.db')}`;
  await aStarlingFile(join(folder, 'a.db'));
  await writeFile(config, JSON.stringify({ database, sites: { blog: {}, shop: {} } }));
  for (const command of ['close', 'open']) {
    const { code, stderr } = await runCli([command, 'a thread', '--config', config]);
    expect([code, stderr]).toEqual([2, "error: option '--site' is missing: one of blog, shop\n"]);
    const named = await runCli([command, 'a thread', '--config', config, '--site', 'shop']);
    expect([named.code, named.stderr]).toEqual([1, 'error: There is no such thread.\n']);
  }
});

test('an upload that is cut off is no fault, and is in no log', async () => {
  const { url, child, stop } = await startServer([
    ...['--database', `sqlite:${join(await temporaryFolder(), 'a.db')}`, '--captcha', 'none'],
  ]);
  onTestFinished(() => void stop('SIGKILL'));
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const { hostname, port } = new URL(url);
  for (const length of ['Content-Length: 1000', 'Transfer-Encoding: chunked']) {
    for (const end of ['destroy', 'end'] as const) {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      await new Promise<void>((sent) =>
        socket.write(`POST /api/v1/comments HTTP/1.1\r\nHost: x\r\n${length}\r\n\r\n5\r\n{"a":`, () => sent()),
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
      socket[end]();
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  const body = JSON.stringify(aDraft());
  expect((await fetch(`${url}/api/v1/comments`, { method: 'POST', body })).status).toBe(201);
  expect(log).toBe('');
}, 60_000);
