import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Tasks } from './store-tasks.js';

export interface StoreProcess {
  /** Does one of the tasks of store-tasks.ts in the process. Rejects with what went wrong there. */
  run<Name extends keyof Tasks>(
    name: Name,
    ...parameters: Parameters<Tasks[Name]>
  ): Promise<Awaited<ReturnType<Tasks[Name]>>>;
  /** Resolves with the signal that ended it. */
  ended: Promise<NodeJS.Signals | null>;
}

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** A process of its own that works on stores, once it is ready to. It ends with the test. */
export const startStoreProcess = async (): Promise<StoreProcess> => {
  const child = fork(path('store-tasks.ts'), {
    execArgv: ['--import', path('../../support/run-typescript.js'), '--disable-warning=ExperimentalWarning'],
  });
  const ended = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  await once(child, 'message');
  return {
    run: async (name, ...parameters) => {
      child.send({ name, parameters });
      const [{ result, error }] = await Promise.race([
        once(child, 'message'),
        ended.then((signal) => [{ error: `The process ended with ${signal}.` }]),
      ]);
      if (error !== undefined) throw new Error(error);
      return result;
    },
    ended,
  };
};
