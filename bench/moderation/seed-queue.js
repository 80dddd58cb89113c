import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../server/dist/index.js';
import { commentRow, threadRows } from './rows.js';

/** Fills a new SQLite file with `count` comments. */
export const seedQueue = async (path, count) => {
  await (await openStore(`sqlite:${path}`)).close();
  const db = new DatabaseSync(path);
  db.exec('pragma synchronous = off; pragma cache_size = -400000; begin');
  const columns = db
    .prepare(`select name from pragma_table_info('comments')`)
    .all()
    .map(({ name }) => name);
  const insert = (table, names) =>
    db.prepare(`insert into ${table} (${names}) values (${names.map((name) => `:${name}`)})`);
  const comment = insert('comments', columns);
  for (let n = 0; n < count; n++) comment.run(commentRow(columns, n));
  const threads = threadRows(count);
  const thread = insert('threads', Object.keys(threads[0]));
  for (const row of threads) thread.run(row);
  db.exec('commit; pragma wal_checkpoint(truncate)');
  db.close();
};
