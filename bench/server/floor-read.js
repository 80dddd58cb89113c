// The floor of reading: bare Node HTTP, node:sqlite and JSON.stringify. It runs the statements that the server runs,
// and answers the same bytes; it checks, caches and logs nothing.
import { hash } from 'node:crypto';
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';

const { database, statements, settings } = JSON.parse(process.argv[2]);
const db = new DatabaseSync(database);
db.exec('pragma query_only = on; pragma cache_size = -65536; pragma mmap_size = 268435456; pragma temp_store = memory');
const limit = 25;
const inline = 3;

const thread = db.prepare(statements.thread);
const roots = db.prepare(statements.roots);
const replies = new Map();
const repliesOf = (count) => {
  let statement = replies.get(count);
  if (!statement) replies.set(count, (statement = db.prepare(statements.replies[count])));
  return statement;
};

const time = (milliseconds) => new Date(milliseconds).toISOString();
const toComment = (row) => ({
  id: row.id,
  parent: row.parent,
  root: row.root,
  author: row.authorUrl === null ? { name: row.authorName } : { name: row.authorName, url: row.authorUrl },
  html: row.html,
  rating: row.rating,
  status: row.status,
  createdAt: time(row.createdAt),
  editedAt: row.editedAt === null ? null : time(row.editedAt),
  votes: { up: row.up, down: row.down },
  replyCount: row.descendants,
});
const cursor = (list, rank, row) =>
  Buffer.from(JSON.stringify([list, rank, row.createdAt, row.id])).toString('base64url');

const readPage = (id) => {
  const key = hash('sha256', id, 'base64url');
  const state = thread.get('', key);
  const rows = roots.all('', key, limit + 1);
  const more = rows.length > limit;
  if (more) rows.pop();
  const answered = rows.filter((row) => row.descendants > 0);
  const branches = new Map();
  if (answered.length > 0) {
    for (const row of repliesOf(answered.length).all(...answered.flatMap((root) => ['', key, root.id]))) {
      const branch = branches.get(row.root);
      if (branch) branch.push(row);
      else branches.set(row.root, [row]);
    }
  }
  const comments = rows.map((row) => {
    const comment = toComment(row);
    const branch = branches.get(row.id) ?? [];
    comment.replies = branch.slice(0, inline).map(toComment);
    comment.repliesNext = branch.length > inline ? cursor('replies', 0, branch[inline - 1]) : null;
    return comment;
  });
  const { stars_1, stars_2, stars_3, stars_4, stars_5 } = state;
  const count = stars_1 + stars_2 + stars_3 + stars_4 + stars_5;
  return {
    comments,
    next: more ? cursor('newest', 0, rows.at(-1)) : null,
    total: state.total,
    summary: {
      average: count ? (stars_1 + 2 * stars_2 + 3 * stars_3 + 4 * stars_4 + 5 * stars_5) / count : null,
      count,
      distribution: { 1: stars_1, 2: stars_2, 3: stars_3, 4: stars_4, 5: stars_5 },
    },
    thread: settings,
  };
};

const server = createServer((request, response) => {
  const body = JSON.stringify(readPage(new URL(request.url, 'http://x').searchParams.get('thread')));
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
