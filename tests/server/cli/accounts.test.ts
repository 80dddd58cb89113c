import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../support/fixture.js';
import { builtCli, runCli, startServer } from '../support/process.js';

beforeAll(builtCli, 60_000);

const password = 'a long enough password';

test('moderators and keys are made by the command, while the server runs', async () => {
  const database = `sqlite:${join(await temporaryFolder(), 'a.db')}`;
  const server = await startServer(['--database', database]);
  onTestFinished(() => void server.stop('SIGKILL'));
  const run = (options: string[], input?: string) => runCli([...options, '--database', database], {}, input);
  const signIn = async (name: string, typed: string) => {
    const { status, headers } = await fetch(`${server.url}/api/v1/moderation/session`, {
      method: 'POST',
      headers: { Origin: server.url },
      body: JSON.stringify({ name, password: typed }),
    });
    return { status, cookie: headers.get('set-cookie')?.split(';')[0] ?? '' };
  };

  const weak = await run(['moderator', 'add', 'ada', '--password-stdin'], 'password123\n');
  expect([weak.code, weak.stderr]).toEqual([1, expect.stringContaining('commonest passwords')]);
  const added = await run(
    ['moderator', 'add', 'Ada', '--name', 'Ada of the blog', '--role', 'owner', '--password-stdin', '--json'],
    `${password}\n`,
  );
  expect([added.code, JSON.parse(added.stdout)]).toEqual([
    0,
    { name: 'ada', shownName: 'Ada of the blog', role: 'owner', sites: null },
  ]);
  expect(added.stdout).not.toContain(password);
  const { status, cookie } = await signIn('ada', password);
  expect(status).toBe(204);
  expect((await run(['moderator', 'list'])).stdout).toBe('ada\towner\tall sites\tAda of the blog\n');
  await run(['moderator', 'password', 'ada', '--password-stdin'], 'another good password');
  expect([(await signIn('ada', password)).status, (await signIn('ada', 'another good password')).status]).toEqual([
    401, 204,
  ]);
  const session = await fetch(`${server.url}/api/v1/moderation/session`, { headers: { Cookie: cookie } });
  expect(session.status).toBe(401);

  const key = (await run(['key', 'add', 'bot', '--site', 'blog', '--until', '2999-01-01'])).stdout.trim();
  const ask = () => fetch(`${server.url}/api/v1/moderation/session`, { headers: { Authorization: `Bearer ${key}` } });
  expect(await (await ask()).json()).toEqual({ name: 'bot', shownName: 'bot', role: 'moderator', sites: ['blog'] });
  expect((await run(['key', 'list'])).stdout).toContain('bot\tmoderator\tblog\tuntil 2999-01-01');
  await run(['key', 'remove', 'bot']);
  expect((await ask()).status).toBe(401);

  expect((await run(['moderator', 'remove', 'ada'])).code).toBe(0);
  const gone = await run(['moderator', 'remove', 'ada']);
  expect([gone.code, gone.stderr]).toEqual([1, 'error: There is no such moderator.\n']);
}, 120_000);

test('a moderator of one of several sites is named with it', async () => {
  const folder = await temporaryFolder();
  const config = join(folder, 'starling.json');
  await writeFile(
    config,
    JSON.stringify({ database: `sqlite:${join(folder, 'a.db')}`, sites: { blog: {}, shop: {} } }),
  );
  const add = (options: string[]) =>
    runCli(['moderator', 'add', 'ada', '--password-stdin', '--json', '--config', config, ...options], {}, password);
  const without = await add([]);
  expect([without.code, without.stderr]).toEqual([2, "error: option '--site' is missing: of blog, shop\n"]);
  expect(JSON.parse((await add(['--site', 'shop'])).stdout)).toMatchObject({ role: 'moderator', sites: ['shop'] });
  for (const [options, name] of [
    [['moderator', 'add', 'x'], '--password-stdin'],
    [['moderator', 'add', 'x', '--role', 'king'], '--role'],
    [['key', 'add', 'x', '--site', 'blog', '--until', 'soon'], '--until'],
  ] as const) {
    const { code, stderr } = await runCli([
      ...options,
      '--config',
      config,
      ...(name === '--role' ? [] : ['--site', 'blog']),
    ]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(name)]);
  }
});

test('a start says where moderators sign in, and how to add one where there is none', async () => {
  const database = `sqlite:${join(await temporaryFolder(), 'starling.db')}`;
  const saidAtStart = async (...options: string[]): Promise<string> => {
    const server = await startServer(['--database', database, ...options]);
    await expect.poll(server.said).toMatch(/\n.+\n/);
    await server.stop();
    return server.said();
  };
  expect(await saidAtStart()).toContain('`starling-server moderator add LOGIN --role owner`');
  await runCli(['moderator', 'add', 'ada', '--password-stdin', '--database', database], {}, 'a long enough password');
  expect(await saidAtStart('--public-url', 'https://c.example/')).toContain('at https://c.example/moderation\n');
});
