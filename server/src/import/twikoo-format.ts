import type { Imported, ImportFormat, Skipped } from './imported.js';
import { readJson } from './read-json.js';
import { startOf } from './text-decoder.js';
import { valineReader } from './valine-comment.js';

/**
 * Twikoo's export: a list of comments, or, from CloudBase or MongoDB, one line of JSON per comment. Comments are HTML.
 */
export const twikooFormat: ImportFormat = {
  name: 'twikoo',
  recognises: (start) => /"_id"\s*:/.test(start) && /"(mailMd5|isSpam|nick)"\s*:/.test(start),
  read: readTwikoo,
};

async function* readTwikoo(file: string, site = ''): AsyncGenerator<Imported | Skipped> {
  const read = valineReader('twikoo', site, 'html');
  const isList = /^\s*(\{[^[{]*"data"\s*:\s*)?\[/.test(await startOf(file));
  const isComment = (path: string[]) => (isList ? /^(data,)?\*$/.test(path.join()) : path.length === 0);
  for await (const { line, value } of readJson(file, isComment)) yield* read(line, value);
}
