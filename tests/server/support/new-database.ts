import { join } from 'node:path';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.js';

let databases = 0;

/**
 * The address of a database of its own for a test, empty, and gone after it: on PostgreSQL in the project of that name,
 * else a file of SQLite.
 */
export const newDatabase = async (): Promise<string> => {
  const postgres = inject('postgres');
  if (postgres === undefined) return `sqlite:${join(await temporaryFolder(), 'starling.db')}`;
  if ('missing' in postgres) throw new Error(`PostgreSQL can’t be had here: ${postgres.missing}`);
  const name = `starling_${process.pid}_${Date.now().toString(36)}_${databases++}`;
  const run = async (statement: string) => {
    const client = new pg.Client(postgres.address);
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`create database ${name}`);
  onTestFinished(() => run(`drop database ${name} with (force)`));
  const address = new URL(postgres.address);
  address.pathname = name;
  return address.href;
};
