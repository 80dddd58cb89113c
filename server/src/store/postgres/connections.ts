import type { Client, ClientBase, Pool, PoolClient } from 'pg';
import { connectAlone, createPool } from './connect.js';
import { findPrimary, timelineOf } from './find-primary.js';
import { splitHosts } from './split-hosts.js';
import { isBusy } from './store-error.js';

/** Where connections come from. */
export interface Connections {
  /** One of the pool's, for a request. */
  connect(): Promise<PoolClient>;
  /** One of its own, for what takes longer than a request may. To be ended by whoever asked for it. */
  connectAlone(): Promise<Client>;
  end(): Promise<void>;
}

export interface ConnectionOptions {
  address: string;
  /** Connections of the pool at most. */
  size: number;
  /** Milliseconds to wait for a connection. */
  patience: number;
}

/**
 * @throws RangeError where the address asks for a server that does not take writes
 */
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
 * Connections to whichever of several servers takes writes. Each new one is checked. After any that was lost the servers
 * are asked again, so that a promoted one is found as soon as it is there, also where the one before still answers.
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
    // One that nobody used, and one that broke under a query.
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
        // Nothing was sent yet, and another one may have been promoted already.
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
