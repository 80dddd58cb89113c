import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { OptionError } from '../../../server/src/cli/option-error.js';
import { createProgram } from '../../../server/src/cli/program.js';
import { temporaryFolder } from '../support/fixture.js';
import { builtCli, runCli } from '../support/process.js';

beforeAll(builtCli, 120_000);

const key = 'x';

/** Every command, with what it needs besides a database; or why it may make one. */
const commands: Record<string, string[] | 'starts' | 'fills' | 'needs none'> = {
  serve: 'starts',
  list: [],
  approve: [key],
  hold: [key],
  spam: [key],
  delete: [key],
  pin: [key],
  unpin: [key],
  close: ['a thread'],
  open: ['a thread'],
  move: ['a thread', 'another'],
  export: [],
  import: 'fills',
  backup: ['elsewhere.db'],
  copy: ['--to', 'sqlite:elsewhere.db'],
  'moderator add': 'fills',
  'moderator list': [],
  'moderator password': ['ada', '--password-stdin'],
  'moderator remove': ['ada'],
  'key add': 'fills',
  'key list': [],
  'key remove': [key],
  'person export': ['--email', 'ada@example.org'],
  'person erase': ['--email', 'ada@example.org'],
  'mail test': 'needs none',
  outbox: [],
  'ban add': ['word', 'x'],
  'ban list': [],
  'ban remove': [key],
  'empty-spam': ['--yes'],
  doctor: [],
};

type Command = ReturnType<typeof createProgram>;

const namesOf = ({ commands: inner }: Command): string[] =>
  inner.flatMap((command) =>
    command.commands.length > 0 ? namesOf(command).map((name) => `${command.name()} ${name}`) : [command.name()],
  );

const thatNeedOne = Object.entries(commands).filter((entry): entry is [string, string[]] => Array.isArray(entry[1]));

/** Runs a command on a database that it must refuse, and gives its message. */
const refusal = async (name: string, more: string[], database: string): Promise<string> => {
  vi.spyOn(process.stdin, Symbol.asyncIterator).mockReturnValue(
    (async function* () {
      yield Buffer.from('a long password');
    })() as never,
  );
  const option = name === 'copy' ? '--from' : '--database';
  const error: unknown = await createProgram()
    .parseAsync([...name.split(' '), ...more, option, database], { from: 'user' })
    .catch((error: unknown) => error);
  expect(error, name).toBeInstanceOf(OptionError);
  expect((error as Error).message).toContain(`option '${option}'`);
  return (error as Error).message;
};

test('it is said of every command whether it may make a database', () => {
  expect(Object.keys(commands).toSorted()).toEqual(
    namesOf(createProgram())
      .filter((name) => name !== 'help')
      .toSorted(),
  );
});

describe.each(thatNeedOne)('%s', (name, more) => {
  test('makes no file at a mistyped path, and says what to do', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'mistyped.db');
    expect(await refusal(name, more, `sqlite:${file}`)).toContain(`there is no file ${file}. The server makes it when`);
    expect(await readdir(folder)).toEqual([]);
  });

  // The doctor says it among its other findings.
  test.skipIf(name === 'doctor')('leaves a database of another program, or an empty file, as it is', async () => {
    const folder = await temporaryFolder();
    const other = join(folder, 'other.db');
    const database = new DatabaseSync(other);
    database.exec('create table photos (id integer primary key)');
    database.close();
    const empty = join(folder, 'empty.db');
    await writeFile(empty, '');
    for (const file of [other, empty]) {
      const before = await readFile(file);
      expect(await refusal(name, more, `sqlite:${file}`)).toContain('it is not a database of Starling');
      expect((await readFile(file)).equals(before)).toBe(true);
    }
    expect((await readdir(folder)).toSorted()).toEqual(['empty.db', 'other.db']);
  });
});

test('the command ends with 2, and the doctor says what is wrong with a file that is there', async () => {
  const folder = await temporaryFolder();
  const missing = await runCli(['list', '--database', `sqlite:${join(folder, 'none.db')}`]);
  expect([missing.code, missing.stdout]).toEqual([2, '']);
  await writeFile(join(folder, 'empty.db'), '');
  const { code, stdout } = await runCli(['doctor', '--database', `sqlite:${join(folder, 'empty.db')}`]);
  expect([code, stdout]).toEqual([1, expect.stringMatching(/^MEND database: .*not a database of Starling/m)]);
}, 30_000);

test('a dry run of an import makes no file, and says that there is none yet', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'export.ndjson');
  await writeFile(file, '{"starling":1}\n');
  const report = await runCli([
    'import',
    'starling',
    file,
    '--dry-run',
    '--database',
    `sqlite:${join(folder, 'a.db')}`,
  ]);
  expect(report).toMatchObject({ code: 0, stdout: expect.stringContaining('There is no database sqlite:') as string });
  expect(await readdir(folder)).toEqual(['export.ndjson']);
}, 30_000);
