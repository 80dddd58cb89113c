import { copyFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../server/dist/index.js';
import '../import-tests.js';
import { interleave, median, spread } from '../statistics.js';
import { writeImportFile } from './files.js';
import { runNode } from './run-node.js';

const { builtCli } = await import('../../tests/server/support/process.ts');

const comments = 50_000;
const rounds = 3;
const bare = join(import.meta.dirname, 'bare.js');

/** What an import takes beside a bare script that fills the same tables and indexes with as many comments. */
export const benchImport = async ({ report, folder }) => {
  report.section('Import');
  const cli = await builtCli();
  const empty = join(folder, 'empty.db');
  await (await openStore(`sqlite:${empty}`)).close();
  const into = async (name, parametersFor) => {
    const database = join(folder, name);
    for (const end of ['', '-wal', '-shm']) rmSync(database + end, { force: true });
    copyFileSync(empty, database);
    return runNode(parametersFor(database));
  };
  const lines = join(folder, 'comments.ndjson');
  await writeImportFile(lines, { format: 'starling', comments });
  const floor = () => into('bare.db', (database) => [bare, database, lines]);
  for (const [format, name, atLeast] of [
    ['starling', 'Import of NDJSON', 0.7],
    ['wordpress', 'Import of WXR, bodies rendered', 0.3],
  ]) {
    const file = join(folder, `comments.${format}`);
    const { meanBody } = await writeImportFile(file, { format, comments });
    const server = () =>
      into('imported.db', (database) => [cli, 'import', format, file, '--json', '--database', `sqlite:${database}`]);
    const added = JSON.parse((await server()).output).added.comments;
    if (added !== comments) throw new Error(`Only ${added} of ${comments} comments were imported.`);
    const pairs = await interleave(rounds, server, floor);
    const ratios = spread(pairs.map(({ a, b }) => b.seconds / a.seconds));
    const of = (side, key) => median(pairs.map((pair) => pair[side][key]));
    const rate = (side) => Math.round(comments / of(side, 'seconds')).toLocaleString('en');
    report.add({
      name,
      value: ratios.median,
      atLeast,
      spread: [ratios.least, ratios.most],
      detail:
        `${rate('a')} comments/s against ${rate('b')}; rounds from ${ratios.least.toFixed(2)} to ${ratios.most.toFixed(2)}; ` +
        `CPU ${of('a', 'cpu').toFixed(2)} against ${of('b', 'cpu').toFixed(2)} s ` +
        `(ratio ${(of('b', 'cpu') / of('a', 'cpu')).toFixed(2)}); ${Math.round(of('a', 'megabytes'))} MB at most; ` +
        `${comments.toLocaleString('en')} comments, bodies of ${meanBody} bytes on average, ` +
        `${Math.round(statSync(file).size / 2 ** 20)} MB`,
    });
  }
};
