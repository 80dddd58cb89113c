import type { Imported, ImportFormat, Skipped } from './imported.js';
import { readTable } from './read-csv.js';
import { readJson } from './read-json.js';
import { startOf } from './text-decoder.js';
import { valineReader } from './valine-comment.js';

/** The export of Waline's dashboard, or its table of comments (`wl_Comment`) as CSV. */
export const walineFormat: ImportFormat = {
  name: 'waline',
  recognises: (start) => /"type"\s*:\s*"waline"/.test(start) || isTable(start),
  read: readWaline,
};

async function* readWaline(file: string, site = ''): AsyncGenerator<Imported | Skipped> {
  const read = valineReader('waline', site, 'either');
  const found = isTable(await startOf(file)) ? readTable(file) : readJson(file, isComment);
  for await (const { line, value } of found) yield* read(line, value);
}

/** The dashboard saves either its server's whole answer, or only the data in it. */
const isComment = (path: string[]): boolean => /^(data,){1,2}Comment,\*$/.test(path.join());

/** Recognises the table by its column names, in any order. */
const isTable = (start: string): boolean => {
  const [head = ''] = start.split(/\r?\n/);
  const names = head.split(',').map((name) => name.replace(/"/g, '').trim());
  return ['comment', 'nick', 'url', 'insertedAt'].every((name) => names.includes(name));
};
