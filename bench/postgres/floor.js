// The floor on PostgreSQL: bare Node HTTP, `pg` and JSON.stringify. It runs the statements that the server runs, prepared
// and sent ahead as there; it checks, renders, caches and logs nothing.
import { hash, randomInt, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';
import { limit, pageOfRows } from '../server/page-of-rows.js';
import { threadKey } from '../server/threads.js';

const { address, read, write, settings } = JSON.parse(process.argv[2]);
const eightByteInteger = 20;
const types = {
  getTypeParser: (oid, format) => (oid === eightByteInteger ? Number : pg.types.getTypeParser(oid, format)),
};
const pool = new pg.Pool({ connectionString: address, max: 10, pipeline: true, types });

const names = new Map();
const prepared = (text, values) => {
  if (!names.has(text)) names.set(text, hash('sha256', text, 'base64url'));
  return { name: names.get(text), text, values };
};

const readPage = async (id) => {
  const key = threadKey(id);
  const client = await pool.connect();
  try {
    const run = async (text, values) => (await client.query(prepared(text, values))).rows;
    void client.query(read.begin);
    const [state] = await run(read.thread, ['', key]);
    const rows = await run(read.roots, ['', key, limit + 1]);
    const more = rows.length > limit;
    if (more) rows.pop();
    const answered = rows.filter((row) => row.descendants > 0);
    const replies = answered.length
      ? await run(
          read.replies[answered.length],
          answered.flatMap((root) => ['', key, root.id]),
        )
      : [];
    void client.query('commit');
    return pageOfRows(state, rows, more, replies, settings);
  } finally {
    client.release();
  }
};

/** What stands for a value that was caught: a function of the request, or the value itself where all have the same. */
const roleOf = ({ known: { draft, comment, thread } }, text, value, index) => {
  const at = Date.parse(comment.createdAt);
  if (text.startsWith('insert into "events"') && (index === 0 || index === 4)) return (request) => request.version;
  if (value === comment.id) return (request) => request.id;
  if (value === threadKey(thread)) return (request) => request.key;
  if (value === thread) return (request) => request.thread.id;
  if (value === draft.body) return (request) => request.body;
  if (value === comment.html) return (request) => `<p>${request.body}</p>`;
  // Keys of networks.
  if (typeof value === 'string' && /^[\w-]{43}$/.test(value)) return () => hash('sha256', randomUUID(), 'base64url');
  if (typeof value === 'number' && Math.abs(value - at) < 600_000) return (request) => request.now + value - at;
  // Keys of what two texts have in common.
  if (typeof value === 'number' && value > 10_000_000) return () => randomInt(2 ** 40);
  return () => value;
};

const script = write.statements.map(({ text, values }) => ({
  text,
  values: values?.map((value, index) => roleOf(write, text, value, index)),
}));

const keep = async (draft) => {
  const now = Date.now();
  const request = { ...draft, id: randomUUID(), key: threadKey(draft.thread.id), now, version: now };
  const client = await pool.connect();
  try {
    for (const { text, values = [] } of script) {
      if (text.startsWith('begin')) void client.query(text);
      else if (values.length === 0) await client.query(text);
      else {
        const given = values.map((value) => value(request));
        const { rows } = await client.query(prepared(text, given));
        if (text.startsWith('insert into "threads"')) request.version = rows[0].version;
      }
    }
  } finally {
    client.release();
  }
  const { author, body, rating } = draft;
  return { comment: { id: request.id, thread: draft.thread.id, author, body, rating, createdAt: now } };
};

const send = (response, status, value) => {
  const body = JSON.stringify(value);
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
};

const server = createServer(async (request, response) => {
  if (request.method === 'GET') {
    send(response, 200, await readPage(new URL(request.url, 'http://x').searchParams.get('thread')));
    return;
  }
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  send(response, 201, await keep(JSON.parse(Buffer.concat(chunks).toString())));
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
