import type { Imported, ImportFormat, Skipped } from './imported.js';
import { readJson } from './read-json.js';
import { startOf } from './text-decoder.js';
import { valineReader } from './valine-comment.js';

/**
 * Valine's comments as LeanCloud exports them: a line that begins with `#`, then one line of JSON per comment; in older
 * exports `{"results": […]}` or a list. Comments are HTML.
 */
export const valineFormat: ImportFormat = {
  name: 'valine',
  recognises: (start) =>
    /^#filetype:JSON-streaming\s*\{[^\n]*"class"\s*:\s*"Comment"/.test(start) ||
    (isListed(start) && /"objectId"\s*:/.test(start) && /"nick"\s*:/.test(start)),
  read: readValine,
};

async function* readValine(file: string, site = ''): AsyncGenerator<Imported | Skipped> {
  const read = valineReader('valine', site, 'html');
  // Without this check, a whole `{"results": […]}` would match too, as its path is empty.
  const isList = isListed(await startOf(file));
  for await (const { line, value } of readJson(file, (path) => (isList ? isItem(path) : path.length === 0))) {
    yield* read(line, value);
  }
}

const isItem = (path: string[]): boolean => path.join() === '*' || path.join() === 'results,*';

const isListed = (start: string): boolean => /^\s*(\{\s*"results"\s*:\s*)?\[/.test(start);
