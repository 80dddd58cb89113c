import type { TestProject } from 'vitest/node';
import { peersRequired } from '../../peers/support/debian-peer.js';
import { startPostgres } from './start-postgres.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server that tests over PostgreSQL make their databases on; `missing` says why there is none. */
    postgres: { address: string } | { missing: string };
  }
}

/** One PostgreSQL server for all files of the project `postgres`. */
export const setup = async (project: TestProject): Promise<(() => Promise<void>) | undefined> => {
  try {
    const server = await startPostgres();
    project.provide('postgres', { address: await server.createDatabase() });
    return () => server.remove();
  } catch (cause) {
    if (peersRequired) throw cause;
    console.warn(`PostgreSQL can’t be had here: ${cause}`);
    project.provide('postgres', { missing: String(cause) });
    return undefined;
  }
};
