import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface StandIn {
  /** Without a trailing slash. */
  url: string;
  /** What was asked, in order: method, path and query. */
  asked: { method: string; url: URL; headers: IncomingMessage['headers'] }[];
}

/** What to send: JSON with status 200, unless it says otherwise; nothing where the route wrote the answer itself. */
export type Route = (url: URL, response: ServerResponse) => unknown;

/** A server that answers as told, on a port of its own, gone after the test. */
export const standIn = async (route: Route): Promise<StandIn> => {
  const asked: StandIn['asked'] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url!, `http://${request.headers.host}`);
    asked.push({ method: request.method!, url, headers: request.headers });
    response.setHeader('content-type', 'application/json; charset=utf-8');
    const body = route(url, response);
    if (body !== undefined) response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
};

/** An answer with another status. */
export const refuse = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  void response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
