import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostPage {
  url: string;
  close(): Promise<void>;
}

/**
 * A site of its own: gives `html` at every path that does not begin like one of Starling's, with `headers`;
 * what does goes on to the server at `upstream`, as through a reverse proxy.
 */
export async function serveHostPage(
  html: string | ((path: string) => string),
  headers: Record<string, string> = {},
  upstream?: string,
): Promise<HostPage> {
  const handle = async (...[request, response]: Parameters<RequestListener>): Promise<void> => {
    const path = request.url!;
    if (upstream && /^\/(api\/|chunks\/|starling)/.test(path)) {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { host: _host, connection: _connection, 'accept-encoding': _coding, ...forwarded } = request.headers;
      // The proxy's own origin, as a site behind it would see itself.
      if (forwarded.origin) forwarded.origin = upstream;
      const answer = await fetch(upstream + path, {
        method: request.method,
        headers: forwarded as Record<string, string>,
        body: chunks.length ? Buffer.concat(chunks) : undefined,
      });
      const answered = Object.fromEntries(
        [...answer.headers].filter(
          ([name]) => !/^(content-(encoding|length)|connection|transfer-encoding|keep-alive)$/.test(name),
        ),
      );
      response.writeHead(answer.status, answered).end(Buffer.from(await answer.arrayBuffer()));
      return;
    }
    if (path === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    response
      .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers })
      .end(typeof html === 'string' ? html : html(path));
  };
  const server = createServer((request, response) => {
    // The server behind it may stop first.
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
