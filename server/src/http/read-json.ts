import { ApiError } from '../api-error.js';
import { limits } from '../contract.js';

/**
 * Reads a request's body as JSON; an empty one is undefined.
 *
 * @throws ApiError `too-large` before more than the limit was read, `invalid` (400) where it isn't JSON in UTF-8
 */
export const readJson = async (request: Request): Promise<unknown> => {
  const bytes = await readBytes(request);
  if (bytes.byteLength === 0) return undefined;
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch (cause) {
    throw new ApiError('invalid', 'The request is not JSON.', { status: 400, cause });
  }
};

const decoder = new TextDecoder('utf-8', { fatal: true });

const readBytes = async (request: Request): Promise<Uint8Array> => {
  const announced = request.headers.get('content-length');
  if (announced === null) return readStream(request);
  if (Number(announced) > limits.requestBytes) throw tooLarge();
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.byteLength > limits.requestBytes) throw tooLarge();
  return bytes;
};

/** Without a Content-Length, as with chunked encoding, it can only be counted as it comes. */
const readStream = async (request: Request): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limits.requestBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const tooLarge = () => new ApiError('too-large', `A request has at most ${limits.requestBytes} bytes.`);
