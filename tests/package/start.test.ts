import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../server/support/fixture.js';
import { builtCli } from '../server/support/process.js';

beforeAll(builtCli, 60_000);

const root = fileURLToPath(new URL('../..', import.meta.url));

test('npm start serves the demo, with a moderator who finds something in the queue, and leaves nothing behind', async () => {
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: Record<string, string> };
  const [program, script] = scripts.start!.split(' ');
  expect(program).toBe('node');
  const changed = () => execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
  const before = changed();
  const [home, port] = [await temporaryFolder(), await freePort()];
  const child = spawn(process.execPath, [`${root}${script}`, '--port', `${port}`], {
    cwd: home,
    env: { PATH: process.env.PATH, HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let said = '';
  let complained = '';
  child.stderr.on('data', (text: Buffer) => (complained += text.toString()));
  const [login, password] = await new Promise<string[]>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      const found = /login (\S+), password (\S+)\n/.exec(said);
      if (found) resolve(found.slice(1));
    });
    void ended.then((code) => reject(new Error(`It ended with ${code}: ${said}${complained}`)));
  });

  const url = `http://localhost:${port}`;
  expect(said).toContain(`${url}/moderation`);
  expect(await (await fetch(url)).text()).toContain('<starling-comments');
  expect((await fetch(`${url}/moderation`)).status).toBe(200);
  const signedIn = await fetch(`${url}/api/v1/moderation/session`, {
    method: 'POST',
    headers: { Origin: url },
    body: JSON.stringify({ name: login, password }),
  });
  expect(signedIn.status).toBe(204);
  const headers = { Cookie: signedIn.headers.get('set-cookie')!.split(';')[0]! };
  const queue = await fetch(`${url}/api/v1/moderation/comments?state=pending`, { headers });
  const { comments, counts } = (await queue.json()) as { comments: object[]; counts: Record<string, number> };
  expect(comments).not.toEqual([]);
  for (const list of ['pending', 'reported', 'spam']) expect([list, counts[list]]).not.toEqual([list, 0]);

  child.kill('SIGINT');
  expect([await ended, complained]).toEqual([0, '']);
  expect(readdirSync(home)).toEqual(['starling.db']);
  expect(changed()).toBe(before);
}, 60_000);

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
