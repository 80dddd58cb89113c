import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createLogger } from '../../../server/src/cli/stderr-logger.js';
import { routeOf } from '../../../server/src/cli/metrics.js';
import { openStore } from '../../../server/src/store/open-store.js';
import { aDraft, temporaryFolder } from '../support/fixture.js';
import { builtCli, runCli, startServer } from '../support/process.js';
import { startSmtp } from '../support/start-smtp.js';

beforeAll(builtCli, 60_000);

const aDatabase = async () => `sqlite:${join(await temporaryFolder(), 'starling.db')}`;

interface Diagnosis {
  mend: number;
  findings: { about: string; state: string; said: string; todo?: string }[];
}

const diagnose = async (options: string[]) => {
  const { code, stdout } = await runCli(['doctor', '--json', ...options]);
  const { mend, findings } = JSON.parse(stdout) as Diagnosis;
  expect(code).toBe(mend > 0 ? 1 : 0);
  const of = (about: string) => findings.find((finding) => finding.about === about);
  return { mend, findings, of };
};

/** A proxy as they are: it passes requests on, and says for whom. */
const aProxy = async (to: () => string) => {
  const server = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, 'x-forwarded-for': '198.51.100.7' };
    const passed = request(`${to()}${incoming.url}`, { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A site whose clock differs from this machine's by so many seconds. */
const aSiteWithClock = async (seconds: number) => {
  const server = createServer((_, response) => {
    response.writeHead(200, { Date: new Date(Date.now() + seconds * 1000).toUTCString() }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

describe('doctor', () => {
  test('finds nothing to mend where all is well, behind a proxy that is trusted', async () => {
    const mails = await startSmtp();
    let url = '';
    const publicUrl = await aProxy(() => url);
    const options = [
      ...['--database', await aDatabase(), '--public-url', publicUrl, '--origin', publicUrl],
      ...['--smtp', mails.url, '--mail-from', 'a@blog.example', '--trusted-proxy', '127.0.0.1'],
    ];
    const server = await startServer(options);
    onTestFinished(() => void server.stop('SIGKILL'));
    url = server.url;
    const { findings, of, mend } = await diagnose(options);
    expect(findings.filter(({ state }) => state === 'mend')).toEqual([]);
    expect(mend).toBe(0);
    for (const about of [
      'database',
      'migrations',
      'outbox',
      'public address',
      'proxy headers',
      'clock',
      'mail',
      'captcha',
    ]) {
      expect(of(about), about).toMatchObject({ state: 'good' });
    }
    expect(of('disk')).toBeDefined();
    expect(mails.received).toEqual([]);

    const careless = await diagnose([...options.slice(0, -2), '--metrics-port', '0']);
    expect(careless.of('proxy headers')).toMatchObject({ state: 'good' });
    await server.stop();
    const gone = await diagnose(options);
    expect(gone.of('public address')).toMatchObject({ state: 'mend' });
  }, 60_000);

  test('says that the clock is wrong if most others differ by more than a minute, and by how much', async () => {
    const database = await aDatabase();
    await (await openStore(database)).close();
    const clockBeside = async (...seconds: number[]) => {
      const sites = await Promise.all(seconds.map(aSiteWithClock));
      const { of } = await diagnose(['--database', database, ...sites.flatMap((site) => ['--origin', site])]);
      return of('clock')!;
    };
    expect(await clockBeside(30)).toMatchObject({ state: 'good' });
    const behind = await clockBeside(600);
    expect(behind).toMatchObject({ state: 'mend', todo: expect.stringContaining('NTP') as string });
    expect(behind.said).toMatch(/^It is (599|600|601) seconds behind http:/);
    const ahead = await clockBeside(-3600, -3600);
    expect(ahead).toMatchObject({ state: 'mend' });
    expect(ahead.said).toMatch(/^It is (3600|3601|3602) seconds ahead of http:/);
    // One of three is wrong, and it is not this machine's.
    expect(await clockBeside(86_400, 0, 0)).toMatchObject({ state: 'good' });
  }, 60_000);

  test('says what to do about each thing that is not', async () => {
    const gone = await startSmtp();
    await gone.close();
    let url = '';
    const publicUrl = await aProxy(() => url);
    const database = await aDatabase();
    const options = [
      ...['--database', database, '--public-url', publicUrl, '--smtp', gone.url, '--mail-from', 'a@blog.example'],
      ...['--captcha', 'cap', '--captcha-key', 'http://127.0.0.1:1/key/', '--captcha-secret', 'x'],
      ...['--origin', 'https://nowhere.invalid'],
    ];
    const server = await startServer(options);
    onTestFinished(() => void server.stop('SIGKILL'));
    url = server.url;
    const store = await openStore(database);
    await store.outbox.add([{ site: '', kind: 'x', recipient: 'a@b.example', content: {} }], Date.now() - 1e8);
    await store.close();
    const { of, mend } = await diagnose(options);
    expect(mend).toBeGreaterThanOrEqual(4);
    expect(of('proxy headers')).toMatchObject({
      state: 'mend',
      todo: expect.stringContaining('--trusted-proxy') as string,
    });
    expect(of('mail')).toMatchObject({ state: 'mend', todo: expect.stringContaining("can't be reached") as string });
    expect(of('outbox')).toMatchObject({ state: 'mend', todo: expect.stringContaining('outbox --retry') as string });
    expect(of('captcha')).toMatchObject({ state: 'mend' });
    expect(of('origin https://nowhere.invalid')).toMatchObject({ state: 'note' });
    const { stdout } = await runCli(['doctor', ...options]);
    expect(stdout).toMatch(/^MEND mail: .+\n {4}.+/m);
    expect(stdout).toMatch(/\d to mend\.\n$/);
  }, 60_000);

  test('tells nobody else what arrives', async () => {
    const server = await startServer(['--database', await aDatabase()]);
    onTestFinished(() => void server.stop('SIGKILL'));
    for (const signature of ['', 'x', 'A'.repeat(43)]) {
      const response = await fetch(`${server.url}/healthz`, { headers: { 'Starling-Doctor': signature } });
      expect(await response.json()).toEqual({ status: 'ok' });
    }
  });
});

describe('metrics', () => {
  test('are on their own port alone, and count what was asked for', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const server = await startServer([
      ...['--database', await aDatabase(), '--captcha', 'none', '--metrics-port', String(port)],
    ]);
    onTestFinished(() => void server.stop('SIGKILL'));
    const body = JSON.stringify(aDraft());
    await fetch(`${server.url}/api/v1/comments`, { method: 'POST', body });
    await fetch(`${server.url}/api/v1/comments?thread=a+thread`);
    for (let index = 0; index < 5; index++) await fetch(`${server.url}/whatever/${index}`);
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'HEAD' })).status).toBe(200);
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(text).toContain('starling_http_requests_total{method="POST",route="/api/v1/comments",status="201"} 1');
    expect(text).toContain('starling_http_requests_total{method="GET",route="/api/v1/comments",status="200"} 1');
    expect(text).toContain('starling_http_requests_total{method="GET",route="other",status="404"} 6');
    expect(text).toContain('starling_outbox_messages{state="waiting"} 0');
    expect(text).toContain('starling_queue_comments{state="pending"} 0');
    expect(text).toMatch(/^process_cpu_seconds_total /m);
    expect(text).not.toMatch(/Ada|ada@|a.thread/);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    expect(await server.stop()).toEqual({ code: 0, signal: null });
  }, 60_000);

  test('have few names, whatever is asked for', () => {
    expect(routeOf('/below/api/v1/comments/0mk3abcdefgh0123456789/vote', '/below')).toBe('/api/v1/comments/{id}/vote');
    expect(routeOf('/chunks/anything-1234.js', '')).toBe('/chunks/{name}');
    expect(routeOf('/subscriptions/end.secret.token', '')).toBe('/subscriptions/{name}');
    for (const path of ['/', '/api/v1/none', '/api/v1/comments/a/b/c', '/%00', '/metrics']) {
      expect(routeOf(path, '')).toBe('other');
    }
  });
});

test('the log names no e-mail address and no network address, wherever they stand', async () => {
  const lines: string[] = [];
  const logger = createLogger((line) => void lines.push(line));
  const error = new Error('Key (email)=(ada@example.org) of 203.0.113.9 and 2001:db8::17 and 2a00::1 is there');
  error.cause = new Error('550 <eve@example.org> unknown');
  logger.error({ err: error, from: '198.51.100.1:443' }, 'A request failed for bob@example.org at 12:30:59.');
  logger.warn({ reason: 'status 503' }, 'The captcha could not be checked.');
  await vi.waitFor(() => expect(lines).toHaveLength(2));
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { level: 50, msg: 'A request failed for … at 12:30:59.', err: { type: 'Error' } },
    { level: 40, reason: 'status 503' },
  ]);
  expect(lines.join('')).not.toMatch(/@example|203\.0|198\.51|2001:db8|2a00::/);
});
