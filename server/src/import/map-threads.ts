import { BrokenFile, isSkipped, type Imported, type ImportFormat, type Skipped } from './imported.js';
import { readCsv } from './read-csv.js';

/** New names of threads, for a site that moved: whole names are tried first, then the longest matching prefix. */
export interface ThreadMap {
  whole: ReadonlyMap<string, string>;
  beginnings: readonly (readonly [old: string, now: string])[];
}

/**
 * @param words each is `old=new`, for threads whose names begin with the old one; or the name of a CSV file with old
 *   and new names
 * @throws BrokenFile if a file contains something else
 * @throws RangeError if a word is neither
 */
export const readThreadMap = async (words: readonly string[]): Promise<ThreadMap> => {
  const whole = new Map<string, string>();
  const beginnings: [string, string][] = [];
  for (const word of words) {
    // An address may contain "=", so the new name must begin with a scheme or a slash.
    const [, old, now] = /^(.+?)=((?:https?:\/\/|\/).*)$/.exec(word) ?? [];
    if (old !== undefined && now !== undefined) beginnings.push([old, now]);
    else if (word.endsWith('.csv')) {
      for await (const { line, fields } of readCsv(word)) {
        const [from = '', to = '', ...more] = fields.map((field) => field.trim());
        if (from === '' || to === '' || more.some((field) => field !== '')) {
          throw new BrokenFile(line, `of ${word} is not an old and a new name`);
        }
        whole.set(from, to);
      }
    } else throw new RangeError(`"${word}" is not old=new, as /blog/=https://example.org/, nor a .csv file`);
  }
  return { whole, beginnings: beginnings.sort(([a], [b]) => b.length - a.length) };
};

/** The format, with its threads renamed by the map. */
export const withThreadMap = (format: ImportFormat, map: ThreadMap): ImportFormat => ({
  ...format,
  read: (file, site) => mapped(format.read(file, site), map),
});

async function* mapped(records: AsyncIterable<Imported | Skipped>, map: ThreadMap): AsyncGenerator<Imported | Skipped> {
  for await (const record of records) {
    if (!isSkipped(record) && typeof record.row.thread_id === 'string') {
      const { row, table } = record;
      const name = newName(map, row.thread_id as string);
      if (name !== undefined) {
        row.thread_id = name;
        if (table === 'threads') row.url = /^https?:\/\//.test(name) ? name : null;
      } else if (table === 'threads' && typeof row.url === 'string') row.url = newName(map, row.url) ?? row.url;
    }
    yield record;
  }
}

const newName = ({ whole, beginnings }: ThreadMap, old: string): string | undefined => {
  const exact = whole.get(old);
  if (exact !== undefined) return exact;
  const found = beginnings.find(([begin]) => old.startsWith(begin));
  return found && found[1] + old.slice(found[0].length);
};
