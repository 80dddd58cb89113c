import { open, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { Command } from 'commander';
import { configOption, databaseOption, unrepeated } from './options.js';
import { database } from './option-values.js';
import { settleCommand, type CommandArguments } from './command.js';
import { settle } from './settle.js';

/** Commands that export, import and copy all data. Each loads its modules when it is run. */
export const transferCommands = (): Command[] => [exportCommand(), importCommand(), backupCommand(), copyCommand()];

const exportCommand = (): Command =>
  databaseCommand('export')
    .description('write everything that is kept as lines of JSON')
    .option('--site <id>', 'only this site')
    .option('--out <file>', 'the file; by default what the command prints')
    .option('--json', 'with --out: answer as JSON, for machines')
    .action(async (_options: object, command: Command) => {
      const options = await settleCommand<CommandArguments & { out?: string }>(command);
      const { openExisting } = await import('./with-store.js');
      const { exportRecords } = await import('../import/export-records.js');
      const store = await openExisting(options);
      try {
        const write = (line: (text: string) => Promise<void>) => exportRecords(store, options.site, Date.now(), line);
        const { out, json } = options;
        if (out === undefined) return void (await write(writeOut));
        const rows = await intoFile(out, write);
        if (json) process.stdout.write(`${JSON.stringify({ file: out, rows })}\n`);
      } finally {
        await store.close();
      }
    });

const importCommand = (): Command =>
  databaseCommand('import')
    .description('bring comments in: import [format] <file>')
    .argument(
      '<format-and-file...>',
      'the format (starling, disqus, wordpress, isso, remark42, commento, artalk, waline, valine, twikoo), found out where it is not said, and the file',
    )
    .option('--site <id>', 'the site that all of it goes to; by default where the file says')
    .option('--dry-run', 'only say what would be done')
    .option(
      '--map <old=new>',
      'new names of threads, of a site that moved: old=new by how they begin, or a CSV file of both; may come again',
      (word: string, before: string[] = []) => [...before, word],
    )
    .option('--json', 'print the report as JSON')
    .action(async (words: string[], _options: object, command: Command) => {
      const options = await settleCommand<CommandArguments & { dryRun?: boolean; map?: string[] }>(command);
      const { importFile } = await import('./import-file.js');
      await importFile(words, options);
    });

const backupCommand = (): Command =>
  databaseCommand('backup')
    .description('copy a SQLite database into a new file, while a server may be running')
    .argument('<file>')
    .option('--json', 'answer as JSON, for machines')
    .action(async (file: string, _options: object, command: Command) => {
      const options = await settle<CommandArguments>(command);
      const { openExisting } = await import('./with-store.js');
      const store = await openExisting(options);
      try {
        if (!store.backup) throw new Error('PostgreSQL is backed up by its own pg_dump, or by copying it to SQLite.');
        await store.backup(file);
      } finally {
        await store.close();
      }
      process.stdout.write(options.json ? `${JSON.stringify({ file })}\n` : `Everything is in ${file}.\n`);
    });

const copyCommand = (): Command =>
  new Command('copy')
    .exitOverride()
    .description('copy everything from one database to another, empty one')
    .requiredOption('--from <address>', 'the database that is read', unrepeated('--from', database))
    .requiredOption('--to <address>', 'the database that is written', unrepeated('--to', database))
    .option('--json', 'print the report as JSON')
    .action(async ({ from, to, json }: { from: string; to: string; json?: boolean }) => {
      const { openDatabase, openExisting } = await import('./with-store.js');
      const { copyStore } = await import('../import/copy-store.js');
      const { showProgress } = await import('./progress.js');
      const source = await openExisting({ database: from }, '--from');
      const target = await openDatabase({ database: to }, { fills: true }, '--to').catch(async (error: unknown) => {
        await source.close();
        throw error;
      });
      const progress = showProgress('copying');
      try {
        const report = await copyStore(source, target, progress.show);
        progress.end();
        const counts = Object.entries(report).map(([table, rows]) => `${table}: ${rows}\n`);
        process.stdout.write(json ? `${JSON.stringify(report)}\n` : `Copied, and compared:\n${counts.join('')}`);
      } finally {
        await source.close();
        await target.close();
      }
    });

const databaseCommand = (name: string): Command =>
  new Command(name).exitOverride().addOption(configOption()).addOption(databaseOption());

/** Waits if the reader is slower. */
const writeOut = async (text: string): Promise<void> => {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
};

/** The file gets its name only when it is complete. */
const intoFile = async <T>(file: string, write: (line: (text: string) => Promise<void>) => Promise<T>): Promise<T> => {
  const part = `${file}.part`;
  const handle = await open(part, 'w');
  try {
    let buffer = '';
    const flush = async () => {
      await handle.write(buffer);
      buffer = '';
    };
    const written = await write(async (text) => {
      buffer += text;
      if (buffer.length > 256 * 1024) await flush();
    });
    await flush();
    await handle.sync();
    await handle.close();
    await rename(part, file);
    return written;
  } catch (error) {
    await handle.close().catch(() => {
      // It is already closed, which is what was wanted.
    });
    await rm(part, { force: true });
    throw error;
  }
};
