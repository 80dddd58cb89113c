import { DatabaseSync } from 'node:sqlite';
import { createHandler, openStore } from '../../server/dist/index.js';

/**
 * The statements that the server runs for the first page of a thread, as it runs them: caught between its store and
 * SQLite while it answers for each of the threads.
 *
 * @param {string} database the file
 * @param {string[]} paths of the requests
 * @returns {Promise<{thread: string, roots: string, replies: Record<number, string>}>} that of the replies by the
 *   number of roots that have any
 */
export const captureReadStatements = async (database, paths) => {
  const ran = [];
  const { prepare } = DatabaseSync.prototype;
  DatabaseSync.prototype.prepare = function (sql) {
    const statement = prepare.call(this, sql);
    const { all } = statement;
    statement.all = (...parameters) => {
      ran.push({ sql, parameters });
      return all.apply(statement, parameters);
    };
    return statement;
  };
  const store = await openStore(`sqlite:${database}`);
  const statements = { replies: {} };
  try {
    const handler = createHandler({ store, secret: 'for a measurement', captcha: 'none', rateLimits: false });
    for (const path of paths) {
      ran.length = 0;
      await handler(new Request(`http://localhost${path}`));
      // What begins and ends a snapshot has no parameters.
      keep(
        statements,
        ran.filter(({ parameters }) => parameters.length > 0),
      );
    }
  } finally {
    await store.close();
    DatabaseSync.prototype.prepare = prepare;
  }
  return statements;
};

const keep = (statements, [thread, roots, replies, ...others]) => {
  const sizes = [thread, roots, replies].map((statement) => statement?.parameters.length);
  if (others.length || sizes[0] !== 2 || sizes[1] !== 3 || (replies && sizes[2] % 3 !== 0)) {
    throw new Error(`The server reads a page by other statements than floor-read.js knows: parameters ${sizes}.`);
  }
  statements.thread = thread.sql;
  statements.roots = roots.sql;
  if (replies) statements.replies[sizes[2] / 3] = replies.sql;
};
