import { bodyLimit } from 'hono/body-limit';
import { ApiError } from '../../api-error.js';
import { limits } from '../../contract.js';
import type { Middleware } from '../environment.js';

/**
 * Rejects a request that is too large: at once if it declares its size, otherwise as soon as that many bytes have
 * arrived.
 */
export const limitBody: Middleware = async (c, next) => {
  const declared = c.req.header('content-length');
  if (declared !== undefined && c.req.header('transfer-encoding') === undefined) {
    // Decided without `bodyLimit`, which opens the body as a stream: that takes a tenth of the time of a short comment.
    if (Number.parseInt(declared, 10) > limits.requestBytes) throw tooLarge();
    return next();
  }
  try {
    return await limit(c, next);
  } catch (error) {
    throw error instanceof ApiError ? error : cutOff(error);
  }
};

const tooLarge = (): ApiError => new ApiError('too-large', `A request has at most ${limits.requestBytes} bytes.`);

const limit: Middleware = bodyLimit({
  maxSize: limits.requestBytes,
  onError: () => {
    throw tooLarge();
  },
});

/**
 * Reads the request's body as JSON.
 *
 * @throws ApiError `invalid` (400) if it isn't JSON in UTF-8
 */
export const jsonBody: Middleware = async (c, next) => {
  const bytes = await c.req.arrayBuffer().catch((error: unknown) => {
    throw cutOff(error);
  });
  c.set('body', bytes.byteLength === 0 ? undefined : parseJson(bytes));
  await next();
};

/** The client went away while sending. It does not read the answer, and the log should not report it as our error. */
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
