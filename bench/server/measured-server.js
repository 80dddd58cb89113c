import { pin } from '../machine.js';
import { cores } from './measure-load.js';
import '../import-tests.js';

const { startServer } = await import('../../tests/server/support/process.ts');

/** The built server over a database, as its users start it, on the core that is measured. */
export const startMeasuredServer = async (database) => {
  const server = await startServer(['--database', `sqlite:${database}`, '--captcha', 'none', '--moderation', 'none']);
  pin(server.child.pid, cores.server);
  return { url: server.url, pid: server.child.pid, stop: () => server.stop() };
};
