import { createReadStream } from 'node:fs';
import { BrokenFile } from './imported.js';

/** Characters of a line. A comment with everything about it is far shorter. */
const longestLine = 4 * 1024 * 1024;

/**
 * The lines of a file of UTF-8, one after the other, so that its size doesn't matter.
 *
 * @throws BrokenFile where it is not UTF-8, or a line is endless
 */
export async function* readLines(file: string): AsyncGenerator<{ line: number; text: string }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let rest = '';
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new BrokenFile(line, 'is not UTF-8, here or soon after');
    }
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Uint8Array>) {
    const parts = (rest + decode(chunk)).split('\n');
    rest = parts.pop() ?? '';
    for (const text of parts) yield { line: line++, text };
    if (rest.length > longestLine) throw new BrokenFile(line, `is longer than ${longestLine} characters`);
  }
  rest += decode();
  if (rest !== '') yield { line, text: rest };
}
