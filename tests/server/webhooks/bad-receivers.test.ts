import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createOutbox } from '../../../server/src/service/outbox.js';
import { postJson } from '../../../server/src/webhooks/post-json.js';
import { openPostOffice } from '../support/post-office.js';
import { aCertificate } from '../support/start-smtp.js';

/** A receiver of webhooks that does not behave. */
const aReceiver = async (answer: RequestListener, certificate?: { key: string; cert: string }) => {
  const server = certificate ? createSecureServer(certificate, answer) : createServer(answer);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}/hook`, sockets };
};

const post = (url: string, signal?: AbortSignal) =>
  postJson({ url, body: '{}', headers: {}, allowPrivate: true, signal });

describe('a receiver of webhooks', () => {
  test('that answers without an end is not read: its status is enough', async () => {
    let written = 0;
    const { url, sockets } = await aReceiver((_request, response) => {
      response.writeHead(200);
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536))) written += 65_536;
        response.once('drain', pour);
      };
      pour();
    });
    expect(await post(url)).toBe(200);
    await expect.poll(() => sockets.size).toBe(0);
    // What fits into the buffers between the two.
    expect(written).toBeLessThan(16 * 1024 * 1024);
  });

  test('that never answers is left when it is time', async () => {
    const { url, sockets } = await aReceiver(() => {});
    await expect(post(url, AbortSignal.timeout(200))).rejects.toThrow(/abort/i);
    await expect.poll(() => sockets.size).toBe(0);
  });

  test('that closes the connection, or speaks another protocol, is an error', async () => {
    const closing = await aReceiver(({ socket }) => void socket.destroy());
    await expect(post(closing.url)).rejects.toThrow(/socket hang up|ECONNRESET/);
    const babbling = await aReceiver(({ socket }) => void socket.end('220 mail.example ESMTP\r\n'));
    await expect(post(babbling.url)).rejects.toThrow(/Parse Error/);
  });

  test('whose certificate nobody vouches for is not told, and tried again later', async () => {
    let told = 0;
    const { url } = await aReceiver(
      (_request, response) => {
        told++;
        response.end();
      },
      await aCertificate(),
    );
    const office = await openPostOffice({
      blog: { webhooks: [{ url, secret: 'of the webhook', allowPrivate: true }], fields: { email: 'optional' } },
    });
    await office.write('Hello', { site: 'blog' });
    await office.deliver();
    expect(told).toBe(0);
    const { entries } = await createOutbox(office.store, () => 0).list('all');
    expect(entries).toMatchObject([
      {
        kind: 'webhook',
        attempts: 1,
        state: 'waiting',
        error: expect.stringMatching(/self-signed certificate/) as string,
      },
    ]);
  });
});
