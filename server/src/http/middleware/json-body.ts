import { bodyLimit } from 'hono/body-limit';
import { ApiError } from '../../api-error.js';
import { limits } from '../../contract.js';
import type { Middleware } from '../environment.js';

/** Refuses a request as soon as it says that it is too large or, where it does not say, has turned out to be. */
export const limitBody: Middleware = async (c, next) => {
  try {
    return await limit(c, next);
  } catch (error) {
    throw error instanceof ApiError ? error : cutOff(error);
  }
};

const limit: Middleware = bodyLimit({
  maxSize: limits.requestBytes,
  onError: () => {
    throw new ApiError('too-large', `A request has at most ${limits.requestBytes} bytes.`);
  },
});

/**
 * Reads the request's body as JSON.
 *
 * @throws ApiError `invalid` (400) where it isn't JSON in UTF-8
 */
export const jsonBody: Middleware = async (c, next) => {
  const bytes = await c.req.arrayBuffer().catch((error: unknown) => {
    throw cutOff(error);
  });
  c.set('body', bytes.byteLength === 0 ? undefined : parseJson(bytes));
  await next();
};

/** Who goes away while sending hears of nothing, and it is no fault of the server that a log should tell. */
const cutOff = (cause: unknown): ApiError =>
  new ApiError('invalid', 'The request was cut off.', { status: 400, cause });

const decoder = new TextDecoder('utf-8', { fatal: true });

const parseJson = (bytes: ArrayBuffer): unknown => {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch (cause) {
    throw new ApiError('invalid', 'The request is not JSON.', { status: 400, cause });
  }
};
