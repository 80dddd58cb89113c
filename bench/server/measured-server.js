import { pin } from '../machine.js';
import { cores } from './measure-load.js';
import '../import-tests.js';

const { manyNetworks, startServer } = await import('../../tests/server/support/process.ts');

/** The built server over a database, as its users start it, on the core that is measured. */
export const startMeasuredServer = async (database, options = []) => {
  const quick = ['--captcha', 'none', '--moderation', 'none', ...manyNetworks.option];
  const server = await startServer(['--database', `sqlite:${database}`, ...quick, ...options]);
  pin(server.child.pid, cores.server);
  return { url: server.url, pid: server.child.pid, stop: () => server.stop() };
};
