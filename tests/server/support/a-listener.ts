import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Told {
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Somebody on this machine who is told by webhooks what happens. */
export const aListener = async (
  answer: (told: Told) => { status: number; location?: string } = () => ({ status: 204 }),
  host = '127.0.0.1',
) => {
  const told: Told[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const heard = { url: request.url!, headers: request.headers, body };
      told.push(heard);
      const { status, location } = answer(heard);
      response.writeHead(status, location ? { Location: location } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://${host}:${port}/hook`, port, told };
};
