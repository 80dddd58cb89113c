// Imports a large file and tells how much memory and time that took:
// node bench/import-large.js [format] [MB] [letters of a body] [--dry-run]
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { formatNames, writeImportFile } from './import/files.js';
import { runNode } from './import/run-node.js';

const given = process.argv.slice(2).filter((argument) => argument !== '--dry-run');
const dry = process.argv.includes('--dry-run') ? ['--dry-run'] : [];
const [format = 'starling', megabytes = '1024', letters] = given;
if (!formatNames.includes(format)) throw new Error(`"${format}" is none of ${formatNames}`);

const results = join(import.meta.dirname, 'results');
mkdirSync(results, { recursive: true });
const folder = mkdtempSync(join(results, 'data-'));
try {
  const file = join(folder, 'comments');
  const wanted = { format, bytes: Number(megabytes) * 2 ** 20, ...(letters && { letters: Number(letters) }) };
  const { comments, meanBody } = await writeImportFile(file, wanted);
  const cli = join(import.meta.dirname, '../server/dist/cli.js');
  const database = `sqlite:${join(folder, 'starling.db')}`;
  const took = await runNode([cli, 'import', format, file, ...dry, '--json', '--database', database]);
  const { added } = JSON.parse(took.output);
  if (added.comments !== comments) throw new Error(`${added.comments} of ${comments} comments were imported`);
  console.log(
    `${format}${dry.length ? ', dry' : ''}: ${megabytes} MB, ${comments.toLocaleString('en')} comments with bodies of ` +
      `${meanBody} bytes in ${took.seconds.toFixed(0)} s (CPU ${took.cpu.toFixed(0)} s), ` +
      `${Math.round(comments / took.seconds).toLocaleString('en')} comments/s, ${took.megabytes.toFixed(0)} MB at most`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
