import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startServer } from '../server/support/process.js';
import { missingFromDebian, withServers } from './support/debian-peer.js';
import { end, freePort, start, until } from './support/processes.js';

const example = (name: string) => readFile(new URL(`../../examples/deploy/${name}`, import.meta.url), 'utf8');

const temporary = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'starling-proxy-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** Posts from an address that is not the proxy's own; gives the status. */
const send = (url: string, { headers, body }: { headers: Record<string, string>; body: string }): Promise<number> =>
  new Promise((resolve, reject) => {
    request(url, { method: 'POST', headers, localAddress: '127.0.0.2' }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end(body);
  });

/** The proxies' files, where they speak of ports and names that a test has. */
const proxies = {
  nginx: {
    needs: { commands: ['nginx'], packages: ['nginx-light'] },
    file: 'nginx.conf',
    configure: (text: string, port: number, folder: string) =>
      `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {}
      http { access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
        server { listen 127.0.0.1:${port}; ${text} } }`,
    arguments: (path: string, folder: string) => ['-c', path, '-p', folder],
  },
  caddy: {
    needs: { commands: ['caddy'], packages: ['caddy'] },
    file: 'Caddyfile',
    configure: (text: string, port: number) =>
      `{\n\tadmin off\n\tauto_https off\n}\n${text.replace('blog.example {', `http://127.0.0.1:${port} {`)}`,
    arguments: (path: string) => ['run', '--config', path, '--adapter', 'caddyfile'],
  },
};

describe.each(Object.entries(proxies))('behind %s, by the file of the examples', (command, proxy) => {
  const missing = missingFromDebian(proxy.needs);

  test.skipIf(missing)('the server is read and written below a path, and tells clients apart', async () => {
    const folder = await temporary();
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const server = await startServer([
      ...['--database', `sqlite:${folder}/starling.db`, '--captcha', 'none'],
      ...['--public-url', `${origin}/comments`, '--trusted-proxy', '127.0.0.1'],
    ]);
    onTestFinished(async () => void (await server.stop()));
    const text = (await example(proxy.file)).replaceAll(
      '127.0.0.1:8787',
      new URL(server.url).host.replace('localhost', '127.0.0.1'),
    );
    const path = join(folder, 'proxy.conf');
    await writeFile(path, proxy.configure(text, port, folder));
    const child = start(command, proxy.arguments(path, folder), { cwd: folder, env: { ...withServers, HOME: folder } });
    onTestFinished(() => end(child));
    await until(command, async () => (await fetch(`${origin}/comments/healthz`)).ok);

    const get = (path: string) => fetch(`${origin}/comments${path}`);
    expect((await get('/starling.js')).headers.get('content-type')).toContain('javascript');
    const post = (body: string, from: string) =>
      send(`${origin}/comments/api/v1/comments`, {
        headers: { 'Content-Type': 'application/json', Origin: origin, 'X-Forwarded-For': from },
        body: JSON.stringify({ thread: { id: 't' }, author: { name: 'Ann', email: 'ann@example.org' }, body }),
      });
    expect(await post('Through the proxy', '203.0.113.7')).toBe(201);
    const page = (await (await get('/api/v1/comments?thread=t')).json()) as { comments: { html: string }[] };
    expect(page.comments.map(({ html }) => html)).toEqual(['<p>Through the proxy</p>']);
    const feed = await (await get('/feeds/comments.atom')).text();
    expect(feed).toContain(`href="${origin}/comments/feeds/comments.atom"`);
    // What a client says of itself does not count: all of these come from the peer that the proxy saw.
    const statuses: number[] = [];
    for (let index = 0; index < 60 && !statuses.includes(429); index++)
      statuses.push(await post(`again ${index}`, `198.51.100.${index}`));
    expect(statuses).toContain(429);
  });
});

const systemd = missingFromDebian({ commands: ['systemd-analyze'], packages: ['systemd'] });

test.skipIf(systemd)('systemd finds nothing wrong with the unit of the examples', async () => {
  const path = join(await temporary(), 'starling.service');
  // The programs that it names are not installed here.
  await writeFile(path, (await example('starling.service')).replace(/^ExecStart=\S+/m, 'ExecStart=/bin/true'));
  const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' });
  expect([status, `${stdout}${stderr}`]).toEqual([0, '']);
});
