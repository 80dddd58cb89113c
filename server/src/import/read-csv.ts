import { BrokenFile } from './imported.js';
import { readText } from './text-decoder.js';

/**
 * The records of a CSV file (RFC 4180), one after the other: with quotes around what has commas, quotes or line ends.
 *
 * @throws BrokenFile
 */
export async function* readCsv(file: string): AsyncGenerator<{ line: number; fields: string[] }> {
  let line = 1;
  let begin = 1;
  let fields: string[] = [];
  let field = '';
  let size = 0;
  let state: 'begin' | 'plain' | 'quoted' | 'quote' = 'begin';
  const broken = (reason: string) => new BrokenFile(line, reason);
  const end = () => {
    fields.push(field);
    field = '';
    state = 'begin';
  };
  try {
    for await (const chunk of readText(file)) {
      for (const character of chunk) {
        if (++size > longest) throw broken(`a record is longer than ${longest} characters`);
        if (state === 'quoted') {
          if (character === '"') state = 'quote';
          else field += character;
        } else if (character === '"' && state !== 'plain') {
          if (state === 'quote') field += '"';
          state = 'quoted';
        } else if (character === ',') end();
        else if (character === '\n') {
          end();
          if (fields.length > 1 || fields[0] !== '') yield { line: begin, fields };
          fields = [];
          size = 0;
          begin = line + 1;
        } else if (character !== '\r') {
          if (state === 'quote') throw broken('is not CSV: something follows a closing quote');
          field += character;
          state = 'plain';
        }
        if (character === '\n') line += 1;
      }
    }
  } catch (error) {
    if (error instanceof TypeError) throw broken('is not UTF-8, here or soon after');
    throw error;
  }
  if (state === 'quoted') throw broken('ends within quotes');
  end();
  if (fields.length > 1 || fields[0] !== '') yield { line: begin, fields };
}

/** Records by the names that the first one gives. */
export async function* readTable(file: string): AsyncGenerator<{ line: number; value: Record<string, string> }> {
  let names: string[] | undefined;
  for await (const { line, fields } of readCsv(file)) {
    if (!names) names = fields.map((name) => name.trim());
    // Own properties, whatever they are called.
    else yield { line, value: Object.fromEntries(names.map((name, index) => [name, fields[index] ?? ''])) };
  }
}

const longest = 4 * 1024 * 1024;
