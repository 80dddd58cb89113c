import { getRequestListener, RequestError } from '@hono/node-server';
import { ApiError } from '../api-error.js';
import type { Handler } from '../handler.js';
import { problemResponse } from '../http/problem.js';
import { inTurn } from './in-turn.js';

export interface RequestListenerOptions {
  handler: Handler;
  host?: string;
  /** Connections with a request under way. */
  busy: WeakSet<object>;
}

/** Answers requests of Node's HTTP server by the handler. */
export const requestListener = ({ handler, host, busy }: RequestListenerOptions) => {
  const afterTheOneBefore = inTurn();
  return getRequestListener(
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
};

/** Errors thrown before the handler has a request, because its address or its Host is invalid. */
const notARequest = (error: unknown): ApiError =>
  error instanceof RequestError
    ? noRequest()
    : new ApiError('server', 'Something went wrong here.', { retryAfter: 30 });

const noRequest = (): ApiError =>
  new ApiError('invalid', 'The address of this request, or its Host, is not valid.', { status: 400 });
