import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ApiError } from '../api-error.js';
import { problemResponse } from '../http/problem.js';

/** What each error code of Node's parser means. */
const errors: Record<string, ApiError> = {
  ERR_HTTP_REQUEST_TIMEOUT: new ApiError('invalid', 'The request took too long to arrive.', { status: 408 }),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: new ApiError('too-large', 'The request is too large.'),
  HPE_HEADER_OVERFLOW: new ApiError('too-large', 'The head of this request is too large.', { status: 431 }),
};

const noRequest = new ApiError('invalid', 'This is no request of HTTP.', { status: 400 });

/**
 * Answers bytes that never became a request with a problem (RFC 9457), where Node would send a bare status, and closes
 * the connection.
 */
export const answerClientError = async ({ code = '' }: NodeJS.ErrnoException, socket: Duplex): Promise<void> => {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const response = problemResponse(errors[code] ?? noRequest);
  const body = await response.text();
  const head = [
    `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status]}`,
    ...[...response.headers].map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
};
