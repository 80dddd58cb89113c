// The floor of importing: reads lines of JSON and fills the tables and indexes that the server has, in one transaction.
// It checks nothing, renders nothing, and does not go on where it was stopped: node bench/import/bare.js <database> <file>
import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';

const [, , database, file] = process.argv;
const db = new DatabaseSync(database);
db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536; pragma temp_store = memory');

const insertInto = (table) => {
  const columns = db
    .prepare('select name from pragma_table_info(?)')
    .all(table)
    .map(({ name }) => name);
  const statement = db.prepare(`insert into ${table} (${columns}) values (${columns.map(() => '?')})`);
  const names = columns.map((name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase()));
  return (row) => statement.run(...names.map((name) => row[name] ?? null));
};
const insert = { thread: insertInto('threads'), comment: insertInto('comments') };
const threads = new Map();
const roots = new Map();
const none = { version: 1, previous: 0, total: 0, pinned: 0, stars1: 0, stars2: 0, stars3: 0, stars4: 0, stars5: 0 };

db.exec('begin');
for await (const line of createInterface({ input: createReadStream(file) })) {
  const { type, ...row } = JSON.parse(line);
  if (type === 'thread') {
    const thread = hash('sha256', row.threadId, 'base64url');
    threads.set(row.threadId, { thread, total: 0 });
    insert.thread({ ...none, ...row, thread });
  } else if (type === 'comment') {
    const { thread } = threads.get(row.threadId);
    threads.get(row.threadId).total++;
    const root = row.parent === null ? row.id : roots.get(row.parent);
    roots.set(row.id, root);
    const derived = { thread, root, descendants: 0, revision: 0, helpful: 0.5, highest: row.rating ?? 0 };
    insert.comment({ ...row, ...derived, listing: row.parent === null ? 1 : 2 });
  }
}
const count = db.prepare('update threads set total = ? where site = ? and thread = ?');
for (const { thread, total } of threads.values()) count.run(total, '', thread);
db.exec('commit');
db.close();
