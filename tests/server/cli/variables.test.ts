import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { serveCommand, serveOptions, type ServeArguments } from '../../../server/src/cli/options.js';
import { settle } from '../../../server/src/cli/settle.js';
import { temporaryFolder } from '../support/fixture.js';
import { builtCli, runCli } from '../support/process.js';

interface Row {
  /** As an option, a variable and in the file say it: three that differ. */
  option: string;
  variable: string;
  file: unknown;
  /** What each comes to. */
  read: [option: unknown, variable: unknown, file: unknown];
  /** What no value can be; nothing where any text is one. */
  bad?: string;
}

const same = (option: string, variable: string, file: string, bad?: string): Row => ({
  ...{ option, variable, file, bad },
  read: [option, variable, file],
});
const listed = (option: string, variable: string, file: string, bad?: string): Row => ({
  ...{ option, variable: `${variable},${option}`, file: [file], bad },
  read: [[option], [variable, option], [file]],
});
const number = (option: number, variable: number, file: number, bad: string): Row => ({
  ...{ option: String(option), variable: String(variable), file, bad },
  read: [option, variable, file],
});
const required = (name: string) => ({ name: 'optional', email: 'optional', url: 'hidden', [name]: 'required' });

/** Every option that the server has, but `--config` itself. */
const table: Record<string, Row> = {
  host: same('127.0.0.1', '::1', 'localhost'),
  port: number(1, 2, 3, '70000'),
  'base-path': same('/one', '/two', '/three', 'comments?'),
  'public-url': same('https://one.example', 'https://two.example', 'https://three.example', 'example.org'),
  database: same('sqlite:one.db', 'sqlite:two.db', 'postgres://three/x', 'mysql://x'),
  origin: listed('https://one.example', 'https://two.example', 'https://three.example', 'one.example'),
  site: listed('one', 'two', 'three', 'x'.repeat(101)),
  captcha: same('none', 'cap', 'altcha', 'maths'),
  'captcha-key': same('one', 'two', 'three'),
  'captcha-secret': same('one', 'two', 'three'),
  'captcha-endpoint': same('https://one.example', 'https://two.example', 'https://three.example', 'ftp://x'),
  'captcha-score': number(0.1, 0.2, 0.3, '1.5'),
  moderation: same('all', 'first', 'links', 'some'),
  'edit-window': { option: '90s', variable: '2h', file: '1d', read: [90, 7200, 86_400], bad: '15' },
  require: { ...same('name', 'email', 'url', 'phone'), read: [required('name'), required('email'), required('url')] },
  'trusted-proxy': listed('10.0.0.0/8', '127.0.0.1', '::1', '10.0.0.0/99'),
  secret: same('one', 'two', 'three', ''),
  smtp: same('smtp://one.example', 'smtps://two.example', 'smtp://three.example', 'mail.example'),
  'mail-from': same('a@one.example', 'a@two.example', 'a@three.example', 'nobody'),
  'metrics-port': number(1, 2, 3, 'x'),
  'page-memory': number(1, 2, 3, '-1'),
  widget: same('server', 'src', 'docs', 'nowhere'),
  static: same('server', 'src', 'docs', 'nowhere'),
};

const rows = Object.entries(table).map(([name, row]) => ({ name, variable: variableOf(name), row }));

function variableOf(name: string): string {
  return `STARLING_${name.replaceAll('-', '_').toUpperCase()}`;
}

const keyOf = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What counts of a command line, a variable and a file, each where it is given. */
const settled = async (
  name: string,
  { option, variable, file }: { option?: string; variable?: string; file?: unknown },
): Promise<unknown> => {
  vi.stubEnv(variableOf(name), variable);
  onTestFinished(() => void vi.unstubAllEnvs());
  const path = join(await temporaryFolder(), 'starling.json');
  await writeFile(path, JSON.stringify({ [keyOf(name)]: file }));
  const command = serveCommand();
  const given = option === undefined ? [] : [`--${name}`, option];
  command.parse([...given, ...(file === undefined ? [] : ['--config', path])], { from: 'user' });
  return (await settle<ServeArguments>(command))[keyOf(name) as keyof ServeArguments];
};

test('each option of the server is in the table of this test, with the variable that its help and its README name', () => {
  expect(serveOptions().map((option) => option.name())).toEqual(
    expect.arrayContaining([...Object.keys(table), 'config']),
  );
  expect(serveOptions()).toHaveLength(rows.length + 1);
  const readme = readFileSync(new URL('../../../server/README.md', import.meta.url), 'utf8');
  for (const option of serveOptions()) {
    expect(option.envVar).toBe(variableOf(option.name()));
    expect(readme).toMatch(new RegExp(`^\\| \`--${option.name()} <[^|]*\\| \`${option.envVar}\``, 'm'));
  }
});

describe.each(rows)('--$name', ({ name, row }) => {
  const { option, variable, file } = row;

  test('means the same as its variable, and as its setting in the file', async () => {
    expect(await settled(name, { option })).toEqual(row.read[0]);
    expect(await settled(name, { variable })).toEqual(row.read[1]);
    expect(await settled(name, { file })).toEqual(row.read[2]);
  });

  test('is stronger than its variable, and that than the file', async () => {
    expect(await settled(name, { option, variable, file })).toEqual(row.read[0]);
    expect(await settled(name, { variable, file })).toEqual(row.read[1]);
  });
});

describe('a value that can’t be', () => {
  beforeAll(builtCli, 60_000);

  test.each(rows.filter(({ row }) => row.bad !== undefined))(
    '$variable ends with 2 and one line that names it',
    async ({ name, variable, row: { bad = '' } }) => {
      const fromVariable = await runCli(['--database', 'sqlite::memory:', '--port', '0'].slice(...kept(name)), {
        [variable]: bad,
      });
      expect([fromVariable.code, fromVariable.stdout]).toEqual([2, '']);
      expect(fromVariable.stderr).toMatch(/^error: .+\n$/);
      expect(fromVariable.stderr).toContain(`'${variable}'`);
      const fromOption = await runCli([`--${name}`, bad]);
      expect([fromOption.code, fromOption.stdout]).toEqual([2, '']);
      expect(fromOption.stderr).toMatch(/^error: .+\n$/);
      expect(fromOption.stderr).toContain(`--${name}`);
    },
    60_000,
  );

  test('as the file of settings ends so too', async () => {
    const { code, stderr } = await runCli([], { STARLING_CONFIG: '/nowhere/starling.json' });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^error: .*'STARLING_CONFIG'.*No such file\.\n$/)]);
  });
});

/** What stands beside it, but for the option itself, which would hide its variable. */
const kept = (name: string): [number, number?] => (name === 'database' ? [2] : name === 'port' ? [0, 2] : [0]);
