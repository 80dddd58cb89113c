import { pin } from '../machine.js';
import { cores } from './measure-load.js';
import '../import-tests.js';

const { manyNetworks, startServer } = await import('../../tests/server/support/process.ts');

/** The built server over a file of SQLite or the address of a database, as its users start it. */
export const startMeasuredServer = async (database, options = [], pinned = true) => {
  const quick = ['--captcha', 'none', '--moderation', 'none', ...manyNetworks.option];
  const address = database.includes('://') ? database : `sqlite:${database}`;
  const server = await startServer(['--database', address, ...quick, ...options]);
  // On the core that is measured.
  if (pinned) pin(server.child.pid, cores.server);
  return { url: server.url, pid: server.child.pid, stop: () => server.stop() };
};
