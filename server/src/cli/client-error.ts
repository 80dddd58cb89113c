import type { Duplex } from 'node:stream';
import { STATUS_CODES } from 'node:http';

/** The error codes of Node's parser, and the matching HTTP status; any other error is 400. */
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

/**
 * Answers bytes that never became a request with a problem (RFC 9457), where Node would send a bare status, and closes
 * the connection.
 */
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
