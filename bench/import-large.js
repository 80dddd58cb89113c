// Imports a large file of JSON, dry, and tells how much memory that took: node bench/import-large.js [MB] [letters of a body]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [, , megabytes = '1024', bodyLetters = '8000'] = process.argv;
const folder = mkdtempSync(join(tmpdir(), 'starling-import-'));
try {
  const file = join(folder, 'artrans.json');
  const out = createWriteStream(file);
  const words = 'The second half is where it gets interesting. '.repeat(Number(bodyLetters) / 46);
  let id = 0;
  for (let written = 0; written < Number(megabytes) * 2 ** 20;) {
    id += 1;
    const comment = {
      ...{ id: `${id}`, rid: id % 3 === 0 ? `${id - 1}` : '0', content: `${id} ${words}` },
      ...{ created_at: '2021-10-28 20:50:15 +0800', nick: `Reader ${id % 999}`, email: '', link: '' },
      ...{ page_key: `/post-${id % 1000}/`, page_title: '', is_pending: 'false', vote_up: '1', vote_down: '0' },
    };
    const text = `${id === 1 ? '[' : ',\n'}${JSON.stringify(comment)}`;
    written += text.length;
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end(']');
  await once(out, 'finish');

  const server = join(import.meta.dirname, '../server/dist/cli.js');
  const options = ['--database', `sqlite:${join(folder, 'starling.db')}`, '--dry-run', '--json'];
  const begin = performance.now();
  const child = spawn(process.execPath, [server, 'import', ...options, 'artalk', file], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let peak = 0;
  // What Linux counts as the most that the process had at once.
  const watch = setInterval(() => {
    try {
      const [, size = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      peak = Math.max(peak, Number(size) / 1024);
    } catch {
      // It has ended.
    }
  }, 200);
  let report = '';
  child.stdout.on('data', (chunk) => {
    report += chunk;
  });
  const [status] = await once(child, 'close');
  clearInterval(watch);
  if (status !== 0) throw new Error(`import ended with ${status}`);
  const { added } = JSON.parse(report);
  const seconds = (performance.now() - begin) / 1000;
  console.log(
    `${megabytes} MB, ${id} comments: ${added.comments} read in ${seconds.toFixed(0)} s, ${peak.toFixed(0)} MB at most`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
