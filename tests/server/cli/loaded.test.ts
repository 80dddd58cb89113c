import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../support/fixture.js';
import { builtCli, startServer, type ServerProcess } from '../support/process.js';

/* What a server does not do costs its start nothing: the packages that only some need are not loaded by the others. */

beforeAll(builtCli, 60_000);

const hook = fileURLToPath(new URL('../support/note-loaded.mjs', import.meta.url));

interface Observed {
  server: ServerProcess;
  folder: string;
  /** The sources of all files that were loaded, by their source maps. */
  sources(): string[];
  /** The npm packages of which any module is in a file that was loaded. */
  packages(): Set<string>;
}

const startWith = async (settings: object): Promise<Observed> => {
  const folder = await temporaryFolder();
  const [loaded, config] = [join(folder, 'loaded.txt'), join(folder, 'starling.json')];
  await writeFile(config, JSON.stringify({ database: `sqlite:${join(folder, 'a.db')}`, ...settings }));
  const NODE_OPTIONS = `--import=${pathToFileURL(hook).href}`;
  const server = await startServer(['--config', config], { LOADED: loaded, NODE_OPTIONS });
  onTestFinished(() => void server.stop('SIGKILL'));
  await vi.waitFor(() => expect(server.said()).toContain('moderates'));
  const sources = () => {
    const files = readFileSync(loaded, 'utf8')
      .split('\n')
      .filter((url) => url.startsWith('file:'));
    const maps = files.map((url) => `${fileURLToPath(url)}.map`).filter((path) => existsSync(path));
    return maps.flatMap((path) => (JSON.parse(readFileSync(path, 'utf8')) as { sources: string[] }).sources);
  };
  const packages = () =>
    new Set(sources().flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []));
  return { server, folder, sources, packages };
};

const aPort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

const rare = ['nodemailer', 'pino', 'thread-stream', 'prom-client', 'openid-client', 'pg'];

test('a server that sends nothing loads no client for mail, no figures and no logger, nor does it when it answers', async () => {
  const { server, packages } = await startWith({});
  expect((await fetch(`${server.url}/api/v1/comments?thread=a`)).status).toBe(200);
  const found = packages();
  expect([...found]).toEqual(expect.arrayContaining(['hono', 'kysely', 'zod']));
  expect(rare.filter((name) => found.has(name))).toEqual([]);
});

test('schemas of answers are loaded for the description, those of moderators’ requests for the first of them', async () => {
  const { server, sources } = await startWith({});
  const api = async (path: string) => (await fetch(`${server.url}/api/v1${path}`)).status;
  const schemas = () =>
    sources().flatMap((source) => /(?:answer-schemas|moderation-(?:answers|requests))/.exec(source)?.[0] ?? []);
  expect(await api('/comments?thread=a')).toBe(200);
  expect(sources().some((source) => source.endsWith('query-schemas.ts'))).toBe(true);
  expect(schemas()).toEqual([]);
  const signIn = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json', Origin: server.url } };
  expect((await fetch(`${server.url}/api/v1/moderation/session`, signIn)).status).toBe(422);
  expect(schemas()).toEqual(['moderation-requests']);
  expect(await api('/openapi.json')).toBe(200);
  expect(schemas().sort()).toEqual(['answer-schemas', 'moderation-answers', 'moderation-requests']);
});

test('mail, webhooks and figures are loaded where they are set, also later by a SIGHUP', async () => {
  const mail = { publicUrl: 'https://c.example', smtp: 'smtp://localhost:1', mailFrom: 'a@b.example' };
  const { server, folder, packages } = await startWith({ metricsPort: await aPort() });
  expect(packages()).toContain('prom-client');
  expect(packages()).not.toContain('nodemailer');
  const webhooks = [{ url: 'https://hooks.example/', secret: 'x' }];
  const sites = { blog: { webhooks } };
  await writeFile(
    join(folder, 'starling.json'),
    JSON.stringify({ database: `sqlite:${join(folder, 'a.db')}`, ...mail, sites }),
  );
  server.child.kill('SIGHUP');
  await vi.waitFor(() => expect(server.said()).toContain('read its settings again'), 10_000);
  expect(packages()).toContain('nodemailer');
  expect(readFileSync(join(folder, 'loaded.txt'), 'utf8')).toContain('webhook-carrier');
});
