// The floor of writing: bare Node HTTP and one insert by node:sqlite, on the disk before the answer.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';

const { database } = JSON.parse(process.argv[2]);
const db = new DatabaseSync(database);
db.exec('pragma journal_mode = wal; pragma synchronous = full');
db.exec(
  'create table comments (id text primary key, thread text, name text, email text, body text, rating integer, created_at integer)',
);
const insert = db.prepare('insert into comments values (?, ?, ?, ?, ?, ?, ?)');

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const { thread, author, body, rating = null } = JSON.parse(Buffer.concat(chunks).toString());
    const comment = { id: randomUUID(), thread: thread.id, author, body, rating, createdAt: Date.now() };
    insert.run(comment.id, thread.id, author.name, author.email, body, rating, comment.createdAt);
    const answer = JSON.stringify({ comment });
    response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(answer) });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
