// npm start: the demo article over a real server and a SQLite file. Options go on to the server: npm start -- --port 9000
import { spawn, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
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
const cli = path('../server/dist/cli.js');
const run = (input, ...command) =>
  spawnSync(process.execPath, [cli, ...command, '--database', database], { input, encoding: 'utf8' });

const store = await openStore(database);
const spam = await seed(`http://localhost:${port}/`, (now, moderation) =>
  createHandler({
    store,
    secret: 'of the demo comments only',
    captcha: 'none',
    rateLimits: false,
    moderation,
    now: () => now,
  }),
);
// The same at each start, and another one in each database.
const password = createHmac('sha256', await store.secret())
  .update('demo')
  .digest('base64url')
  .slice(0, 16);
await store.close();
if (spam.length > 0) run('', 'spam', ...spam);
run(password, 'moderator', 'add', 'demo', '--name', 'The Evening Roost', '--role', 'owner', '--password-stdin');

const server = spawn(
  process.execPath,
  [cli, 'serve', '--static', path('../demo'), '--database', database, '--port', port, ...given],
  { stdio: ['inherit', 'pipe', 'inherit'] },
);
server.stdout.on('data', (text) => {
  process.stdout.write(text);
  if (!`${text}`.includes('listens')) return;
  process.stdout.write(`The demo's moderator: login demo, password ${password}\n`);
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => (process.exitCode = code ?? 1));
