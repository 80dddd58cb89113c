import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { limits } from '../../../src/contract.js';
import { aDraft, temporaryFolder } from '../support/fixture.js';
import { killRounds } from '../support/kill-rounds.js';
import { builtCli, startServer } from '../support/process.js';

beforeAll(builtCli, 60_000);

const post = (url: string, body = 'Hello') =>
  fetch(`${url}/api/v1/comments`, { method: 'POST', body: JSON.stringify({ ...aDraft(), body }) });

const total = async (url: string) => {
  const response = await fetch(`${url}/api/v1/comments?thread=a+thread`);
  return ((await response.json()) as { total: number }).total;
};

const aDatabase = async () => join(await temporaryFolder(), 'starling.db');

test('no acknowledged comment is lost when the process is killed under load', async () => {
  const result = await killRounds({ path: await aDatabase(), rounds: 3 });
  expect(result.acknowledged).toBeGreaterThan(20);
  expect(result.kept).toBe(result.acknowledged);
}, 60_000);

describe('SIGTERM', () => {
  test('lets requests that have begun come to their end, takes no more, and ends the process', async () => {
    const path = await aDatabase();
    const server = await startServer(['--database', `sqlite:${path}`, '--captcha', 'none']);
    const draft = JSON.stringify(aDraft());
    const call = request(`${server.url}/api/v1/comments`, { method: 'POST' });
    const slow = new Promise<number>((resolve, reject) => {
      call.on('response', (response) => response.resume().on('end', () => resolve(response.statusCode!)));
      call.on('error', reject);
    });
    call.write(draft.slice(0, 10));
    // Once these are answered, the one before them has begun.
    const many = await Promise.all(Array.from({ length: 20 }, (_, index) => post(server.url, `${index}`)));
    const stopping = server.stop('SIGTERM');
    await vi.waitFor(() => expect(fetch(`${server.url}/healthz`)).rejects.toThrow(), 10_000);
    call.end(draft.slice(10));
    expect(await slow).toBe(201);
    expect(many.map(({ status }) => status)).toEqual(Array<number>(20).fill(201));
    expect(await stopping).toEqual({ code: 0, signal: null });

    const again = await startServer(['--database', `sqlite:${path}`]);
    expect(await total(again.url)).toBe(21);
    await again.stop();
  });
});

test('a request that says it is too large is answered before it is sent', async () => {
  const server = await startServer(['--database', `sqlite:${await aDatabase()}`, '--captcha', 'none']);
  onTestFinished(() => void server.stop('SIGKILL'));
  const answer = await new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(`POST /api/v1/comments HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n{`);
    socket.on('data', (chunk) => resolve(chunk.toString()));
    socket.on('error', reject);
    onTestFinished(() => void socket.destroy());
  });
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toContain('"code":"too-large"');
  expect((await post(server.url)).status).toBe(201);
});

test('threads are found whose ids are as long as they may be, or many', async () => {
  const server = await startServer(['--database', `sqlite:${await aDatabase()}`, '--captcha', 'none']);
  onTestFinished(() => void server.stop('SIGKILL'));
  const longest = encodeURIComponent('🐦'.repeat(limits.thread));
  const many = Array.from({ length: limits.counts }, (_, index) => `thread=${'x'.repeat(limits.thread - 3)}${index}`);
  for (const address of [`comments?thread=${longest}`, `counts?${many.join('&')}`]) {
    expect((await fetch(`${server.url}/api/v1/${address}`)).status).toBe(200);
  }
});

test('a request that never says how large it is, is cut off', async () => {
  const server = await startServer(['--database', `sqlite:${await aDatabase()}`, '--captcha', 'none']);
  onTestFinished(() => void server.stop('SIGKILL'));
  let sent = 0;
  const status = await new Promise<number>((resolve, reject) => {
    const call = request(`${server.url}/api/v1/comments`, { method: 'POST' }, (response) => {
      resolve(response.statusCode!);
      clearInterval(timer);
      call.destroy();
    });
    call.on('error', reject);
    const chunk = Buffer.alloc(16 * 1024, 32);
    const timer = setInterval(() => {
      call.write(chunk);
      sent += chunk.byteLength;
    }, 5);
  });
  expect(status).toBe(413);
  expect(sent).toBeLessThan(1024 * 1024);
});

test('a connection that sends garbage hurts nobody else', async () => {
  const server = await startServer(['--database', `sqlite:${await aDatabase()}`, '--captcha', 'none']);
  onTestFinished(() => void server.stop('SIGKILL'));
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.end('GET /api/v1/comments?thread=%zz HTTP/1.1\r\nHost: [\r\n\r\nnonsense');
  expect((await post(server.url)).status).toBe(201);
  expect((await fetch(`${server.url}/api/v1/comments?thread=%zz`)).status).toBe(200);
});
