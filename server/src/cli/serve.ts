import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, RequestError } from '@hono/node-server';
import { ApiError } from '../api-error.js';
import type { Handler } from '../handler.js';
import { problemResponse } from '../http/problem.js';
import { answerClientError } from './client-error.js';
import { inTurn } from './in-turn.js';

export interface ServeOptions {
  handler: Handler;
  /** Default: all addresses of the machine. */
  host?: string;
  /** 0 for any free port. */
  port: number;
  /** Overrides of `connectionLimits`. */
  limits?: Partial<ConnectionLimits>;
}

export interface ConnectionLimits {
  /** Milliseconds in which a request's head must arrive. */
  headers: number;
  /** Milliseconds in which a whole request must arrive. */
  request: number;
  /**
   * Milliseconds for which a connection is kept while no data is received or sent, even if there are answers that the
   * client does not read.
   */
  idle: number;
  /** The maximum number of connections; more are closed at once. */
  connections: number;
}

/** Keep single clients from using up what others need. */
export const connectionLimits: ConnectionLimits = {
  headers: 10_000,
  request: 30_000,
  idle: 60_000,
  // Most of them belong to readers who follow a thread and receive nothing.
  connections: 12_000,
};

export interface RunningServer {
  /** The address at which it listens: `http://localhost:8787`. */
  url: string;
  /** Accepts no more requests, and resolves when those under way are answered. */
  close(): Promise<void>;
}

/** Serves the handler with Node's HTTP server. */
export const serve = async ({ handler, host, port, limits }: ServeOptions): Promise<RunningServer> => {
  const { headers, request, idle, connections } = { ...connectionLimits, ...limits };
  const afterTheOneBefore = inTurn();
  /** Connections with a request under way. */
  const busy = new WeakSet<object>();
  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      busy.add(incoming.socket);
      outgoing.once('close', () => busy.delete(incoming.socket));
      await afterTheOneBefore(incoming, outgoing);
      // RFC 9112, 3.2
      if (incoming.httpVersion === '1.1' && incoming.headers.host === undefined) return problemResponse(noRequest());
      return handler(request, { address: incoming.socket?.remoteAddress });
    },
    { hostname: host, errorHandler: (error) => problemResponse(notARequest(error)) },
  );
  const server = createServer(
    {
      maxHeaderSize: longestHead,
      headersTimeout: headers,
      requestTimeout: request,
      keepAliveTimeout: idle,
      connectionsCheckingInterval: 1000,
      // Our own check answers with a problem.
      requireHostHeader: false,
    },
    listener,
  );
  server.maxConnections = connections;
  server.on('clientError', (error, socket) => void answerClientError(error, socket));
  server.setTimeout(idle, (socket) => {
    // The handler is still working on an answer, so the connection is kept.
    if (busy.has(socket) && socket.writableLength === 0) socket.setTimeout(idle);
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { url: urlOf(server, host), close: () => close(server) };
};

/**
 * The maximum bytes of a request's first line and headers. A thread's id is part of the address: escaped, its 2,048
 * code points take up to 24 KiB, and a request for counts names a hundred of them. Node's own limit is 16 KiB.
 */
const longestHead = 256 * 1024;

/** Errors thrown before the handler has a request, because its address or its Host is invalid. */
const notARequest = (error: unknown): ApiError =>
  error instanceof RequestError
    ? noRequest()
    : new ApiError('server', 'Something went wrong here.', { retryAfter: 30 });

const noRequest = (): ApiError =>
  new ApiError('invalid', 'The address of this request, or its Host, is not valid.', { status: 400 });

const urlOf = (server: Server, host = 'localhost'): string => {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
};

/** Milliseconds that requests under way have to finish. */
const grace = 30_000;

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    // A kept-alive connection is closed as soon as nothing is under way on it; one that takes too long is cut off.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const overdue = setTimeout(() => server.closeAllConnections(), grace);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(overdue);
      resolve();
    });
  });
