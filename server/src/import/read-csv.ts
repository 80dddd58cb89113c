import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { BrokenFile } from './imported.js';
import { readText } from './text-decoder.js';

/**
 * Reads the records of a CSV file (RFC 4180) one by one, each with the line at which it begins.
 *
 * @throws BrokenFile
 */
export async function* readCsv(file: string): AsyncGenerator<{ line: number; fields: string[] }> {
  const parser = parse({
    info: true,
    max_record_size: longest,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  try {
    for await (const { record, info } of Readable.from(withLineFeeds(readText(file))).compose(
      parser,
    ) as AsyncIterable<Parsed>) {
      // The parser reports the line where a record ends.
      yield { line: info.lines - record.join('').split('\n').length + 1, fields: record };
    }
  } catch (error) {
    const { lines } = parser.info;
    if (error instanceof CsvError) throw new BrokenFile(lines, `is not CSV: ${error.message}`);
    if (error instanceof TypeError) throw new BrokenFile(lines, 'is not UTF-8, here or soon after');
    throw error;
  }
}

/** Within quotes, the parser counts a CR LF as two lines, so it is replaced. */
async function* withLineFeeds(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const piece of pieces) {
    const text = held + piece;
    held = text.endsWith('\r') ? '\r' : '';
    yield text.slice(0, text.length - held.length).replaceAll('\r\n', '\n');
  }
  yield held;
}

interface Parsed {
  record: string[];
  info: { lines: number };
}

/** Records as objects, with the names from the first record. */
export async function* readTable(file: string): AsyncGenerator<{ line: number; value: Record<string, string> }> {
  let names: string[] | undefined;
  for await (const { line, fields } of readCsv(file)) {
    if (!names) names = fields.map((name) => name.trim());
    // `fromEntries` creates own properties, even for names such as `__proto__`.
    else yield { line, value: Object.fromEntries(names.map((name, index) => [name, fields[index] ?? ''])) };
  }
}

/** The most characters of a record. */
const longest = 4 * 1024 * 1024;
