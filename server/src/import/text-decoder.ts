import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

/** The first bytes of a file, as text. */
export const startOf = async (file: string): Promise<string> => {
  const handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0).finally(() => handle.close());
  const start = buffer.subarray(0, bytesRead);
  return new TextDecoder(encodingOf(start)).decode(start);
};

/**
 * Reads a file as text, chunk by chunk: as UTF-8, or in the encoding of its byte order mark.
 *
 * @throws TypeError if it is not valid in that encoding
 */
export async function* readText(file: string): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    yield decoder.decode(chunk, { stream: true });
  }
  if (decoder) yield decoder.decode();
}

const encodingOf = ([first, second]: Uint8Array): string => {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
};
