import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { serveOptions } from '../../../server/src/cli/options.js';
import { aDraft, aToken, temporaryFolder } from '../support/fixture.js';
import { builtCli, runCli, startServer } from '../support/process.js';

beforeAll(builtCli, 60_000);

describe('a wrong option ends the command with 2 and is named', () => {
  test.each([
    [['--port', 'x'], '--port'],
    [['--port', '65536'], '--port'],
    [['--database', 'mysql://x'], '--database'],
    [['--database', 'sqlite:/nowhere/at/all.db'], '--database'],
    [['--origin', 'blog.example'], '--origin'],
    [['--origin', 'https://blog.example', 'https://blog.example/path'], '--origin'],
    [['--captcha', 'maths'], '--captcha'],
    [['--captcha', 'recaptcha'], '--captcha-key'],
    [['--captcha', 'hcaptcha', '--captcha-key', 'x'], '--captcha-secret'],
    [['--captcha-score', '1.5'], '--captcha-score'],
    [['--captcha-endpoint', 'verify.example'], '--captcha-endpoint'],
    [['--moderation', 'some'], '--moderation'],
    [['--edit-window', '15'], '--edit-window'],
    [['--edit-window', 'soon'], '--edit-window'],
    [['--require', 'name,phone'], '--require'],
    [['--trusted-proxy', '10.0.0.0/99'], '--trusted-proxy'],
    [['--secret', ''], '--secret'],
    [['--host', '192.0.2.1', '--port', '0'], '--host'],
    [['--widget', '/nowhere/at/all'], '--widget'],
    [['--static', '/nowhere/at/all'], '--static'],
    [['--colour', 'red'], '--colour'],
    [['serve', '--port'], '--port'],
  ])('%o', async (options, name) => {
    const { code, stderr } = await runCli(options, { STARLING_DATABASE: 'sqlite::memory:' });
    expect(stderr).toContain(name);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
  });

  test('also where it comes from the environment', async () => {
    const { code, stderr } = await runCli([], { STARLING_EDIT_WINDOW: 'soon' });
    expect(stderr).toContain('STARLING_EDIT_WINDOW');
    expect(code).toBe(2);
  });
});

test('a command that is none is told, with those that there are', async () => {
  const { code, stdout, stderr } = await runCli(['exprot', '--out', 'x']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^error: there is no command exprot; one of serve, .*export, import.*\n$/);
  expect((await runCli(['help', 'export'])).code).toBe(0);
});

test('--help names every option of the contract, each also as a variable', async () => {
  const { code, stdout } = await runCli(['serve', '--help']);
  expect(code).toBe(0);
  const text = stdout.replace(/\s+/g, ' ');
  for (const name of [
    'host',
    'port',
    'database',
    'origin',
    'site',
    'captcha',
    'moderation',
    'edit-window',
    'require',
    'trusted-proxy',
    'secret',
  ]) {
    expect(text).toContain(`--${name} `);
    expect(text).toContain(`STARLING_${name.replaceAll('-', '_').toUpperCase()}`);
  }
});

test('the README has the options as they are', async () => {
  const narrow = (text: string) => text.replace(/ +/g, ' ');
  const readme = narrow(await readFile(new URL('../../../server/README.md', import.meta.url), 'utf8'));
  for (const { flags, envVar, description, defaultValueDescription, defaultValue } of serveOptions()) {
    const preset = defaultValueDescription ?? defaultValue;
    const cells = [`\`${flags}\``, `\`${envVar}\``, preset === undefined ? '' : `\`${preset}\``, description];
    expect(readme).toContain(narrow(`| ${cells.join(' | ')} |`));
  }
});

test('options and variables set what the server does; an option is stronger', async () => {
  const folder = await temporaryFolder();
  const server = await startServer(
    [
      '--database',
      `sqlite:${join(folder, 'a.db')}`,
      '--captcha',
      'none',
      '--edit-window',
      '2h',
      '--site',
      'one',
      'two',
    ],
    {
      STARLING_MODERATION: 'all',
      STARLING_REQUIRE: 'name',
      STARLING_EDIT_WINDOW: '5m',
      STARLING_ORIGIN: 'https://one.example, https://two.example',
    },
  );
  onTestFinished(() => void server.stop('SIGKILL'));
  const page = await fetch(`${server.url}/api/v1/comments?thread=x&site=two`);
  expect(((await page.json()) as { thread: object }).thread).toMatchObject({
    captcha: null,
    editWindow: 7200,
    fields: { name: 'required', email: 'optional', url: 'hidden' },
  });
  const post = (origin: string) =>
    fetch(`${server.url}/api/v1/comments`, {
      method: 'POST',
      headers: { Origin: origin },
      body: JSON.stringify({ ...aDraft(), site: 'one', author: { name: 'Ada' } }),
    });
  expect((await post('https://two.example')).status).toBe(202);
  expect((await post('https://three.example')).status).toBe(403);
});

test('a comment is approved, and a thread closed and opened, while the server runs', async () => {
  const database = `sqlite:${join(await temporaryFolder(), 'a.db')}`;
  const server = await startServer(['--database', database, '--captcha', 'none', '--moderation', 'all']);
  onTestFinished(() => void server.stop('SIGKILL'));
  const post = () =>
    fetch(`${server.url}/api/v1/comments`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${aToken()}` },
      body: JSON.stringify(aDraft()),
    });
  const { comment } = (await (await post()).json()) as { comment: { id: string } };
  const page = async () => {
    const response = await fetch(`${server.url}/api/v1/comments?thread=a+thread`);
    return (await response.json()) as { total: number; thread: { closed: boolean } };
  };
  expect((await page()).total).toBe(0);
  expect(await runCli(['approve', comment.id, '--database', database])).toMatchObject({ code: 0 });
  expect((await page()).total).toBe(1);

  const json = async (...options: string[]) => {
    const { code, stdout } = await runCli([...options, '--json', '--database', database]);
    return { code, ...(JSON.parse(stdout) as object) };
  };
  const { id } = comment;
  expect(await json('spam', id)).toEqual({ code: 0, changed: [{ id, state: 'spam' }] });
  expect((await page()).total).toBe(0);
  expect(await json('list', '--state', 'spam')).toMatchObject({
    comments: [{ id, state: 'spam' }],
    counts: { spam: 1 },
  });
  expect((await runCli(['list', '--reported', '--database', database])).stdout.trim()).toBe('');
  expect(await json('hold', id)).toEqual({ code: 0, changed: [{ id, state: 'pending' }] });
  expect(await json('approve', id, id)).toEqual({ code: 0, changed: [{ id, state: 'published' }] });
  const again = await runCli(['approve', id, '--database', database]);
  expect([again.code, again.stdout]).toEqual([0, `Comment ${id} needed no change.\n`]);
  expect(await runCli(['delete', id, '--site', 'another', '--database', database])).toMatchObject({ code: 1 });
  expect(await json('pin', id)).toMatchObject({ code: 0 });

  const unknown = await runCli(['approve', 'unknown', '--database', database]);
  expect([unknown.code, unknown.stderr]).toEqual([1, 'error: There is no such comment.\n']);

  for (const command of ['close', 'open']) {
    const { code, stdout, stderr } = await runCli([command, 'typo', '--database', database]);
    expect([code, stdout, stderr]).toEqual([1, '', 'error: There is no such thread.\n']);
  }

  await runCli(['close', 'a thread', '--database', database]);
  expect((await page()).thread.closed).toBe(true);
  expect((await post()).status).toBe(403);
  await runCli(['open', 'a thread'], { STARLING_DATABASE: database });
  expect((await page()).thread.closed).toBe(false);
});

test('a secret that was not given is made once and kept', async () => {
  const database = `sqlite:${join(await temporaryFolder(), 'a.db')}`;
  const token = aToken();
  const headers = { Authorization: `Bearer ${token}` };
  const first = await startServer(['--database', database, '--captcha', 'none']);
  await fetch(`${first.url}/api/v1/comments`, { method: 'POST', headers, body: JSON.stringify(aDraft()) });
  await first.stop();
  const second = await startServer(['--database', database]);
  onTestFinished(() => void second.stop('SIGKILL'));
  const mine = await fetch(`${second.url}/api/v1/mine?thread=a+thread`, { headers });
  expect(((await mine.json()) as { comments: object[] }).comments).toHaveLength(1);
});

test('a port that is taken is a wrong option', async () => {
  const folder = await temporaryFolder();
  const server = await startServer(['--database', `sqlite:${join(folder, 'a.db')}`]);
  onTestFinished(() => void server.stop('SIGKILL'));
  const { port } = new URL(server.url);
  const options = ['--host', '127.0.0.1', '--port', port, '--database', `sqlite:${join(folder, 'b.db')}`];
  const { code, stderr } = await runCli(options);
  expect([code, stderr]).toEqual([2, expect.stringContaining('--port')]);
});

test('pages of a folder are served beside the API', async () => {
  const folder = await temporaryFolder();
  const { writeFile } = await import('node:fs/promises');
  await writeFile(join(folder, 'index.html'), '<h1>Hello</h1>');
  const server = await startServer(['--database', `sqlite:${join(folder, 'a.db')}`, '--static', folder]);
  onTestFinished(() => void server.stop('SIGKILL'));
  expect(await (await fetch(server.url)).text()).toBe('<h1>Hello</h1>');
});
