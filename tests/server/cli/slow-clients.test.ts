import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { connectionLimits, serve, type ConnectionLimits } from '../../../server/src/cli/serve.js';
import type { Handler } from '../../../server/src/handler.js';

const serving = async (handler: Handler, limits: Partial<ConnectionLimits> = {}) => {
  const server = await serve({ handler, host: '127.0.0.1', port: 0, limits });
  onTestFinished(() => server.close());
  const open = (text: string): { socket: Socket; ended: Promise<string> } => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => {});
    socket.write(text);
    const ended = new Promise<string>((resolve) => {
      let received = '';
      socket.on('data', (chunk) => (received += chunk.toString()));
      socket.on('close', () => resolve(received));
    });
    return { socket, ended };
  };
  return { open };
};

const hello: Handler = async (request) => new Response(await request.text());

test('a client that sends requests ahead and never reads has hardly any of them answered', async () => {
  let calls = 0;
  const { open } = await serving(async () => {
    calls++;
    return new Response(new Uint8Array(1024 * 1024));
  });
  const { socket } = open('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(150));
  socket.pause();
  await setTimeout(500);
  expect(calls).toBeGreaterThan(0);
  expect(calls).toBeLessThan(15);
});

test('requests that are sent ahead are all answered, in their order, to a client that reads', async () => {
  const { open } = await serving(async (request) => new Response(`<${new URL(request.url).pathname}>`));
  const requests = Array.from({ length: 50 }, (_, n) => `GET /${n} HTTP/1.1\r\nHost: x\r\n\r\n`);
  const { socket, ended } = open(requests.join(''));
  await setTimeout(300);
  socket.end();
  const received = await ended;
  expect([...received.matchAll(/<\/(\d+)>/g)].map(([, n]) => Number(n))).toEqual(
    Array.from({ length: 50 }, (_, n) => n),
  );
});

test.each([
  ['half a head', 'GET / HTTP/1.1\r\nHost: x\r\n', { headers: 300 }],
  ['half a body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf', { headers: 300, request: 500 }],
])('a client that sends %s is not waited for', async (_, text, limits) => {
  const { open } = await serving(hello, limits);
  expect(await open(text).ended).toMatch(/^HTTP\/1\.1 408 /);
});

test('a connection that nothing comes over is closed', async () => {
  const { open } = await serving(hello, { idle: 200 });
  expect(await open('GET / HTTP/1.1\r\nHost: x\r\n\r\n').ended).toMatch(/^HTTP\/1\.1 200 /);
});

test('a client that never reads its answer is not kept', async () => {
  let cancelled = false;
  // More than what the machine itself takes for a client.
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
    cancel: () => {
      cancelled = true;
    },
  });
  const { open } = await serving(async () => new Response(endless), { idle: 300 });
  const { socket } = open('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  socket.pause();
  await expect.poll(() => cancelled, { timeout: 10_000 }).toBe(true);
});

test('an answer that takes long to make is waited for, and one that is read slowly is sent whole', async () => {
  const { open } = await serving(
    async () => {
      await setTimeout(700);
      return new Response('x'.repeat(4 * 1024 * 1024));
    },
    { idle: 300 },
  );
  const { socket, ended } = open('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  const slowly = setInterval(() => (socket.isPaused() ? socket.resume() : socket.pause()), 50);
  const answer = await ended;
  clearInterval(slowly);
  expect(answer.length).toBeGreaterThan(4 * 1024 * 1024);
});

test('what never becomes a request is a problem that says so', async () => {
  const { open } = await serving(hello, { headers: 300 });
  for (const [text, status, code] of [
    ['garbage\r\n\r\n', 400, 'invalid'],
    ['GET / HTTP/1.1\r\nX-Long: ' + 'x'.repeat(300_000) + '\r\n\r\n', 431, 'too-large'],
    ['GET / HTTP/1.1\r\nHost: x\r\n', 408, 'invalid'],
    ['GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'invalid'],
  ] as const) {
    const answer = await open(text).ended;
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer.toLowerCase()).toContain('content-type: application/problem+json');
    expect(answer).toContain(`"code":"${code}"`);
  }
});

test('the README says how long is waited, and how many may come', async () => {
  const readme = await readFile(new URL('../../../server/README.md', import.meta.url), 'utf8');
  const { headers, request, idle, connections } = connectionLimits;
  for (const said of [
    `A request's head has ${headers / 1000} seconds to arrive, the whole of it ${request / 1000}`,
    `after ${idle / 1000} seconds without one`,
    `where ${connections.toLocaleString('en')} are open`,
  ]) {
    expect(readme).toContain(said);
  }
  expect({ headers, request, idle }).toEqual({ headers: 10_000, request: 30_000, idle: 60_000 });
});

test('more connections than there may be are closed at once', async () => {
  const { open } = await serving(hello, { connections: 1 });
  open('');
  await setTimeout(100);
  expect(await open('GET / HTTP/1.1\r\nHost: x\r\n\r\n').ended).toBe('');
});

test('a Host that is none is a problem that says so', async () => {
  const { open } = await serving(hello);
  const { socket, ended } = open('GET / HTTP/1.1\r\nHost: a b\r\n\r\n');
  await setTimeout(200);
  socket.end();
  const answer = await ended;
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer.toLowerCase()).toContain('content-type: application/problem+json');
  expect(answer).toContain('"code":"invalid"');
});
