import pg from 'pg';
import { createHandler } from '../../server/dist/index.js';
import { fixtureDraft } from '../../tests/support/fixture-comments.ts';
import '../import-tests.js';
import { threadId } from '../server/threads.js';

// The sources, as the built server has a `pg` of its own that nobody can look into.
const { openPostgresStore } = await import('../../server/src/store/postgres/postgres-store.ts');

/**
 * The statements that the server runs for a page of each thread and for a comment, caught between its store and
 * PostgreSQL.
 *
 * @returns {Promise<{read: {begin: string, thread: string, roots: string, replies: Record<number, string>},
 *   write: {statements: {text: string, values?: unknown[]}[], known: object}}>} the statements of the replies by the
 *   number of roots that have any; those of a comment with the values that they had
 */
export const captureStatements = async (address, paths) => {
  const ran = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (config, ...others) {
    ran.push(typeof config === 'string' ? { text: config } : { text: config.text, values: config.values });
    return query.call(this, config, ...others);
  };
  // Without words to other processes, which nobody waits for.
  const store = await openPostgresStore({ address, notify: false });
  try {
    const handler = createHandler({ store, secret: 'for a measurement', captcha: 'none', moderation: 'none' });
    const ask = async (path, init) => {
      ran.length = 0;
      const response = await handler(new Request(`http://localhost${path}`, init), { address: '10.0.0.1' });
      if (!response.ok) throw new Error(await response.text());
      return { answer: await response.json(), statements: [...ran] };
    };
    const read = { replies: {} };
    const pages = createHandler({ store, secret: 'for a measurement', captcha: 'none', rateLimits: false });
    for (const path of paths) {
      ran.length = 0;
      await pages(new Request(`http://localhost${path}`));
      keepRead(read, ran);
    }
    // One of its own, so that the pages stay as they are.
    const thread = threadId(paths.length);
    let write;
    // What the first one does besides, as the first of a process or of a kind, the others don't.
    for (let n = 0; n < 3; n++) {
      const draft = { ...fixtureDraft(1, thread), body: `Word for word the ${n}th that is caught here, and no other.` };
      const { answer, statements } = await ask('/api/v1/comments', { method: 'POST', body: JSON.stringify(draft) });
      write = { statements, known: { draft, comment: answer.comment, thread } };
    }
    return { read, write };
  } finally {
    await store.close();
    pg.Client.prototype.query = query;
  }
};

const keepRead = (read, [begin, thread, roots, ...others]) => {
  const commit = others.pop();
  const [replies, ...more] = others;
  const sizes = [thread, roots, replies].map((statement) => statement?.values.length);
  if (more.length || sizes[0] !== 2 || sizes[1] !== 3 || (replies && sizes[2] % 3 !== 0) || commit.text !== 'commit') {
    throw new Error(`The server reads a page by other statements than floor.js knows: parameters ${sizes}.`);
  }
  read.begin = begin.text;
  read.thread = thread.text;
  read.roots = roots.text;
  if (replies) read.replies[sizes[2] / 3] = replies.text;
};
