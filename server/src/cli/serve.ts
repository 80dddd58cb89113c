import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Handler } from '../handler.js';

export interface ServeOptions {
  handler: Handler;
  /** Default: all addresses of the machine. */
  host?: string;
  /** 0 for any that is free. */
  port: number;
}

export interface RunningServer {
  /** Where it listens: `http://localhost:8787`. */
  url: string;
  /** Takes no more requests, and resolves when those that had begun are answered. */
  close(): Promise<void>;
}

/** Serves the handler over Node's HTTP. */
export const serve = async ({ handler, host, port }: ServeOptions): Promise<RunningServer> => {
  const server = createAdaptorServer({
    fetch: (request, { incoming }) => handler(request, { address: incoming.socket?.remoteAddress }),
    hostname: host,
    serverOptions: { maxHeaderSize: longestHead },
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { url: urlOf(server, host), close: () => close(server) };
};

/**
 * Bytes of a request's first line and headers. A thread's id is part of the address: escaped, its 2,048 code points
 * are up to 24 KiB, and counts name a hundred of them. Node's own limit is 16 KiB.
 */
const longestHead = 256 * 1024;

const urlOf = (server: Server, host = 'localhost'): string => {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
};

/** Milliseconds that a request has to come to its end. */
const grace = 30_000;

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    // A connection that is kept alive ends as soon as nothing is under way on it; one that never ends is cut off.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const overdue = setTimeout(() => server.closeAllConnections(), grace);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(overdue);
      resolve();
    });
  });
