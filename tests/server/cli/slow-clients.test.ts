import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { serve, type ConnectionLimits } from '../../../server/src/cli/serve.js';
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
