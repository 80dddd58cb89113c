import { ApiError } from '../api-error.js';
import type { Problem } from '../contract.js';
import type { Logger } from '../logger.js';
import { protection } from './middleware/protection.js';
import { StoreUnavailable } from '../store-unavailable.js';

/** Turns any thrown error into what the client may know about it (RFC 9457). Our own errors are logged. */
export const toApiError = (error: unknown, logger: Logger): ApiError => {
  if (error instanceof ApiError) return error;
  if (error instanceof StoreUnavailable) {
    logger.warn({ err: error }, 'The database is not available.');
    return new ApiError('server', 'This can not be kept now. Try again later.', { retryAfter: 5 });
  }
  logger.error({ err: error }, 'A request failed.');
  return new ApiError('server', 'Something went wrong here.', { retryAfter: 30 });
};

export const problemResponse = (error: ApiError, headers: Record<string, string> = {}): Response => {
  const problem: Problem = {
    type: 'about:blank',
    title: titles[error.status] ?? 'Error',
    status: error.status,
    code: error.code,
    detail: error.message,
    ...(error.fields && { fields: error.fields }),
  };
  return new Response(JSON.stringify(problem), {
    status: error.status,
    headers: {
      ...headers,
      ...protection,
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      // RFC 9110, 15.5.2: the header says which credentials are expected.
      ...(error.status === 401 && { 'WWW-Authenticate': 'Bearer' }),
      ...(error.retryAfter !== undefined && { 'Retry-After': String(error.retryAfter) }),
    },
  });
};

/** RFC 9457: with `about:blank`, the title is that of the status. */
const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Content Too Large',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  503: 'Service Unavailable',
};
