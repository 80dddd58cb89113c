import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { cores } from './measure-load.js';
import { pin } from '../machine.js';

/** Starts one of the bare servers beside this file. */
export const startFloor = async (name, options) => {
  const child = fork(fileURLToPath(new URL(name, import.meta.url)), [JSON.stringify(options)]);
  const [{ port }] = await once(child, 'message');
  pin(child.pid, cores.server);
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
};
