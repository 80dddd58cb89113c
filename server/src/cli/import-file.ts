import type { DatabaseArguments } from './options.js';
import type { ImportReport } from '../import/import-report.js';
import type { ImportFormat } from '../import/imported.js';
import { formats } from '../import/formats.js';
import { readThreadMap, withThreadMap } from '../import/map-threads.js';
import { runImport } from '../import/run-import.js';
import { startOf } from '../import/text-decoder.js';
import { OptionError } from './option-error.js';
import { showProgress } from './progress.js';
import { isMissing, openDatabase } from './with-store.js';

export interface ImportArguments extends DatabaseArguments {
  site?: string;
  dryRun?: boolean;
  /** Each is `old=new`, or the name of a CSV file. */
  map?: string[];
  json?: boolean;
}

/** Imports a file and prints the result. `words` are the format, if given, and the file's name. */
export const importFile = async (words: string[], options: ImportArguments): Promise<void> => {
  const { format: found, file } = await findFormat(words);
  const format = withThreadMap(found, await threadMap(options.map ?? []));
  const isNew = isMissing(options);
  // A dry run leaves nothing, so it makes no file either.
  const store = await openDatabase(options.dryRun && isNew ? { ...options, database: 'sqlite::memory:' } : options, {
    fills: true,
  });
  const progress = showProgress(options.dryRun ? 'reading' : 'importing');
  try {
    const { site, dryRun } = options;
    const report = await runImport({ store, format, file, site, dryRun, now: Date.now, progress: progress.show });
    progress.end();
    process.stdout.write(
      options.json
        ? `${JSON.stringify(report)}\n`
        : `${isNew && dryRun ? `There is no database ${options.database} yet.\n` : ''}${textOf(report, dryRun ?? false)}`,
    );
  } finally {
    await store.close();
  }
};

const findFormat = async (words: string[]): Promise<{ format: ImportFormat; file: string }> => {
  const [first = '', second, ...more] = words;
  if (more.length > 0) throw new OptionError('import takes a format and one file');
  const file = second ?? first;
  const start = await readStart(file);
  if (archives.some((begin) => start.startsWith(begin)))
    throw new OptionError(`${file} is an archive: unpack it, and import the file that is in it`);
  const names = formats.map(({ name }) => name).join(', ');
  if (second !== undefined) {
    const format = formats.find(({ name }) => name === first);
    if (!format) throw new OptionError(`"${first}" is no format; there are ${names}`);
    return { format, file };
  }
  const format = formats.find(({ recognises }) => recognises(start));
  if (!format) throw new OptionError(`it is not clear what ${file} is: name its format, one of ${names}`);
  return { format, file };
};

/** How ZIP and gzip files begin; gzip's second byte is not valid UTF-8. */
const archives = ['PK\x03\x04', '\x1f\ufffd'];

const readStart = async (file: string): Promise<string> => {
  try {
    return await startOf(file);
  } catch (error) {
    throw new OptionError(`${file} can't be read: ${(error as Error).message}`);
  }
};

const threadMap = async (words: string[]): ReturnType<typeof readThreadMap> => {
  try {
    return await readThreadMap(words);
  } catch (error) {
    throw new OptionError(`option '--map': ${(error as Error).message}`);
  }
};

const textOf = ({ added, present, skipped, roots, renamed, threads }: ImportReport, dryRun: boolean): string => {
  const lines = [dryRun ? 'Would be imported:' : 'Imported:'];
  for (const [what, count] of Object.entries(added)) {
    const there = present[what] ? ` (${present[what]} were there already)` : '';
    lines.push(`  ${what}: ${count}${there}`);
  }
  if (renamed > 0) lines.push(`${renamed} comments have a new id, as another site has theirs.`);
  for (const [title, told] of [
    ['Skipped', skipped],
    ['No answers any more', roots],
  ] as const) {
    if (told.count === 0) continue;
    lines.push(`${title}: ${told.count}`, ...told.lines.map(({ line, reason }) => `  line ${line}: ${reason}`));
  }
  if (threads.length > 0) lines.push('By thread:');
  for (const { site, thread, comments } of threads)
    lines.push(`  ${site === '' ? '' : `${site} `}${thread}: ${comments}`);
  return `${lines.join('\n')}\n`;
};
