import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** What pages may load from the repository: what is built, and what that imports. */
const files = /^\/(dist|node_modules\/dompurify)\/[\w./-]+\.m?js$/;

export interface FileServer {
  url: string;
  /** Everything that was asked for, by path. */
  asked: string[];
  stop(): Promise<void>;
}

/** The built widget and a page of one's own; `answer` gives the text of JSON for any other path, or nothing. */
export async function startFileServer(
  page: string | ((url: URL) => string),
  answer: (url: URL) => unknown = () => undefined,
): Promise<FileServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://localhost');
    asked.push(url.pathname);
    const send = (type: string, body: string | Buffer) =>
      response.setHeader('content-type', `${type}; charset=utf-8`).end(body);
    if (files.test(url.pathname) && !url.pathname.includes('..'))
      return void send('text/javascript', readFileSync(root + url.pathname));
    if (url.pathname === '/') return void send('text/html', typeof page === 'string' ? page : page(url));
    const json = answer(url);
    if (json !== undefined) return void send('application/json', JSON.stringify(json));
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
