import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { BrokenFile } from './imported.js';

/** The most bytes of a line. A comment with all its data is far shorter. */
const longestLine = 8 * 1024 * 1024;
/** Bytes read at once: fewer waits for the disk than with the usual 64 KiB. */
const chunkSize = 256 * 1024;
const newline = 0x0a;
const none = Buffer.alloc(0);

/**
 * Reads the lines of a UTF-8 file one by one, so that the file's size doesn't matter. Each line is decoded separately:
 * otherwise one emoji would double the memory of all lines that were read with it.
 *
 * @throws BrokenFile if it is not UTF-8, or a line is too long
 */
export async function* readLines(file: string): AsyncGenerator<{ line: number; text: string }> {
  let line = 1;
  let rest: Buffer = none;
  const decode = (bytes: Buffer): string => {
    if (!isUtf8(bytes)) throw new BrokenFile(line, 'is not UTF-8');
    const text = bytes.toString();
    return line === 1 && text.startsWith('\ufeff') ? text.slice(1) : text;
  };
  for await (const chunk of createReadStream(file, { highWaterMark: chunkSize }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
      const bytes = chunk.subarray(from, end);
      yield { line, text: decode(rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes) };
      rest = none;
      line++;
      from = end + 1;
    }
    rest = Buffer.concat([rest, chunk.subarray(from)]);
    if (rest.length > longestLine) throw new BrokenFile(line, `is longer than ${longestLine} bytes`);
  }
  if (rest.length > 0) yield { line, text: decode(rest) };
}
