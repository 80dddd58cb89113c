import type { Client, ClientBase, Pool, PoolClient } from 'pg';
import { connectAlone, createPool } from './connect.js';
import { findPrimary, timelineOf } from './find-primary.js';
import { splitHosts } from './split-hosts.js';
import { isBusy } from './store-error.js';

/** Where connections come from. */
export interface Connections {
  /** A connection from the pool, for a request. */
  connect(): Promise<PoolClient>;
  /** A separate connection, for work that takes longer than a request may. The caller must end it. */
  connectAlone(): Promise<Client>;
  end(): Promise<void>;
}

export interface ConnectionOptions {
  address: string;
  /** The maximum number of pooled connections. */
  size: number;
  /** Milliseconds to wait for a connection. */
  patience: number;
}

/** @throws RangeError if the address asks for a server that does not accept writes */
export const openConnections = ({ address, size, patience }: ConnectionOptions): Connections => {
  const { addresses, search } = splitHosts(address);
  if (search) return toPrimary(addresses, size, patience);
  const pool = createPool(address, size, patience);
  return {
    connect: () => pool.connect(),
    connectAlone: () => connectAlone(address, patience),
    end: () => pool.end(),
  };
};

/**
 * Connections to whichever of several servers accepts writes. Each new connection is checked. After a connection was
 * lost, the servers are asked again, so that a newly promoted one is found at once, even if the previous primary still
 * answers.
 */
const toPrimary = (addresses: readonly string[], size: number, patience: number): Connections => {
  let timeline = 0;
  let current: { address: string; pool: Pool } | undefined;
  let certain = false;
  let looking: Promise<void> | undefined;

  const check = async (client: ClientBase): Promise<void> => {
    timeline = Math.max(timeline, await timelineOf(client, timeline));
  };

  const poolOf = (address: string): Pool => {
    const pool = createPool(address, size, patience, check);
    const doubt = () => {
      if (current?.pool === pool) certain = false;
    };
    // The first handler is for idle connections, the second for connections that broke during a query.
    pool.on('error', doubt);
    pool.on('release', (error: unknown) => {
      if (error) doubt();
    });
    return pool;
  };

  const look = async (): Promise<void> => {
    const found = await findPrimary(addresses, timeline, (address) => connectAlone(address, patience));
    timeline = found.timeline;
    if (current?.address !== found.address) {
      void current?.pool.end();
      current = { address: found.address, pool: poolOf(found.address) };
    }
    certain = true;
  };

  const primary = async (): Promise<{ address: string; pool: Pool }> => {
    if (!certain || !current) await (looking ??= look().finally(() => (looking = undefined)));
    return current!;
  };

  return {
    connect: async () => {
      const { pool } = await primary();
      try {
        return await pool.connect();
      } catch (error) {
        if (isBusy(error)) throw error;
        // It is safe to try again: nothing was sent yet, and another server may already have been promoted.
        if (current?.pool === pool) certain = false;
        return (await primary()).pool.connect();
      }
    },
    connectAlone: async () => {
      const client = await connectAlone((await primary()).address, patience);
      try {
        await check(client);
        return client;
      } catch (error) {
        certain = false;
        await client.end();
        throw error;
      }
    },
    end: async () => current?.pool.end(),
  };
};
