// The floor of reading: bare Node HTTP, node:sqlite and JSON.stringify. It runs the statements that the server runs,
// and answers the same bytes; it checks, caches and logs nothing.
import { hash } from 'node:crypto';
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { limit, pageOfRows } from './page-of-rows.js';

const { database, statements, settings } = JSON.parse(process.argv[2]);
const db = new DatabaseSync(database);
db.exec('pragma query_only = on; pragma cache_size = -65536; pragma mmap_size = 268435456; pragma temp_store = memory');

const thread = db.prepare(statements.thread);
const roots = db.prepare(statements.roots);
const replies = new Map();
const repliesOf = (count) => {
  let statement = replies.get(count);
  if (!statement) replies.set(count, (statement = db.prepare(statements.replies[count])));
  return statement;
};

const readPage = (id) => {
  const key = hash('sha256', id, 'base64url');
  const state = thread.get('', key);
  const rows = roots.all('', key, limit + 1);
  const more = rows.length > limit;
  if (more) rows.pop();
  const answered = rows.filter((row) => row.descendants > 0);
  const branches =
    answered.length > 0 ? repliesOf(answered.length).all(...answered.flatMap((root) => ['', key, root.id])) : [];
  return pageOfRows(state, rows, more, branches, settings);
};

const server = createServer((request, response) => {
  const body = JSON.stringify(readPage(new URL(request.url, 'http://x').searchParams.get('thread')));
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
