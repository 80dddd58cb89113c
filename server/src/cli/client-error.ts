import type { Duplex } from 'node:stream';
import { STATUS_CODES } from 'node:http';

/** What Node's parser calls what it could not read, and the status that says so; 400 for anything else. */
const statuses: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};

const details: Record<number, string> = {
  400: 'This is no request of HTTP.',
  408: 'The request took too long to arrive.',
  413: 'The request is too large.',
  431: 'The head of this request is too large.',
};

/** Answers what never became a request with a problem (RFC 9457), as Node would with a bare status, and hangs up. */
export const answerClientError = (error: NodeJS.ErrnoException, socket: Duplex): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = statuses[error.code ?? ''] ?? 400;
  const title = STATUS_CODES[status]!;
  const code = status === 413 || status === 431 ? 'too-large' : 'invalid';
  const problem = JSON.stringify({ type: 'about:blank', title, status, code, detail: details[status] });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(problem)}\r\n` +
      `Cache-Control: no-store\r\nConnection: close\r\n\r\n${problem}`,
    () => socket.destroy(),
  );
};
