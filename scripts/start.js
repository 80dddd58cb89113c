// npm start: the demo article over a real server and a SQLite file. Options go on to the server: npm start -- --port 9000
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createHandler, openStore } from '../server/dist/index.js';
import { seed } from '../demo/seed.js';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const given = process.argv.slice(2);
const option = (name, otherwise) => {
  const at = given.indexOf(`--${name}`);
  return at < 0 ? (process.env[`STARLING_${name.toUpperCase()}`] ?? otherwise) : given[at + 1];
};
const database = option('database', 'sqlite:./starling.db');
const port = option('port', '8787');

const store = await openStore(database);
await seed(`http://localhost:${port}/`, (now) =>
  createHandler({ store, secret: 'of the demo comments only', captcha: 'none', rateLimits: false, now: () => now }),
);
await store.close();

const server = spawn(
  process.execPath,
  [
    path('../server/dist/cli.js'),
    'serve',
    '--static',
    path('../demo'),
    '--database',
    database,
    '--port',
    port,
    ...given,
  ],
  { stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => (process.exitCode = code ?? 1));
