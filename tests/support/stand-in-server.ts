import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface StandIn {
  url: string;
  requests: IncomingMessage[];
  /** Before the test ends: from then on connections are refused. */
  stop: () => void;
}

const stops: (() => void)[] = [];

/** A server that answers every request so, and what was asked of it; it ends with the test. */
export async function standInServer(answer: Answer): Promise<StandIn> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    request.resume();
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  stops.push(stop);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, stop };
}

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});
