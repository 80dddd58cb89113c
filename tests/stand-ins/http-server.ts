import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StandInRequest {
  method: string;
  /** Without query; what stands before it is the visitor, see `visitorOf`. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  /** The body as JSON; an empty object where there is none. */
  body: Record<string, unknown>;
  /**
   * Whom the request is from, as the server would tell by the network address: the address of all tests is the same,
   * so that each visitor has one of their own before the path, as in `http://127.0.0.1:1234/visitor-7`.
   */
  visitor: string;
}

export interface StandInAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON; text as it is. */
  body?: unknown;
}

export interface StandIn {
  url: string;
  /** The server's address, for a visitor who has never been there. */
  newVisitor(): string;
  close(): Promise<void>;
}

/** A server of the tests on a port of its own. */
export const serveStandIn = async (answer: (request: StandInRequest) => StandInAnswer): Promise<StandIn> => {
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { pathname, searchParams } = new URL(incoming.url!, 'http://stand-in');
    const [, visitor = '', path = pathname] = /^\/(visitor-\d+)(\/?.*)$/.exec(pathname) ?? [];
    const text = Buffer.concat(chunks).toString();
    const {
      status = 200,
      headers,
      body,
    } = answer({
      method: incoming.method!,
      path,
      query: searchParams,
      headers: incoming.headers,
      body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
      visitor,
    });
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let visitors = 0;
  return {
    url,
    newVisitor: () => `${url}/visitor-${visitors++}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
