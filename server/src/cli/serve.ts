import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Handler } from '../handler.js';
import { once } from '../once.js';

// An `import` of this module reads all that it exports, and so loads Node's HTTP client, which a start does not need.
const { createServer } = process.getBuiltinModule('node:http');

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
  /** Connections with a request under way. */
  const busy = new WeakSet<object>();
  const loadListener = once(async (): Promise<void> => {
    const { requestListener } = await import('./request-listener.js');
    listener = requestListener({ handler, host, busy });
  });
  let listener: RequestListener = (incoming, outgoing) => void loadListener().then(() => listener(incoming, outgoing));
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
    (incoming, outgoing) => listener(incoming, outgoing),
  );
  server.maxConnections = connections;
  server.on('clientError', (error, socket) => {
    void import('./client-error.js').then(({ answerClientError }) => answerClientError(error, socket));
  });
  server.setTimeout(idle, (socket) => {
    // The handler is still working on an answer, so the connection is kept.
    if (busy.has(socket) && socket.writableLength === 0) socket.setTimeout(idle);
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  setTimeout(() => void loadListener(), shortly).unref();
  return { url: urlOf(server, host), close: () => close(server) };
};

/**
 * The maximum bytes of a request's first line and headers. A thread's id is part of the address: escaped, its 2,048
 * code points take up to 24 KiB, and a request for counts names a hundred of them. Node's own limit is 16 KiB.
 */
const longestHead = 256 * 1024;

/**
 * Milliseconds after which the server loads what turns Node's requests into standard ones, if none has come by then.
 * Node's `Request` and `Response` alone take a third of the time that a start does.
 */
const shortly = 20;

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
