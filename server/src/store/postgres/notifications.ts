import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Client } from 'pg';
import type { Database } from '../sql/database.js';
import type { ChangeListener, Neighbours } from '../wake-up.js';
import { codeOf } from './store-error.js';

export interface NotificationOptions {
  db: Kysely<Database>;
  /** Opens a separate connection: `listen` applies to a single connection. */
  connect: () => Promise<Client>;
}

const channel = 'starling_changes';

/**
 * Wakes other processes with `notify` and `listen`. These don't work through PgBouncer in transaction mode, and do not
 * exist in CockroachDB; there, only the check that runs once a second is left.
 *
 * A change is announced after its commit, in a separate transaction: `notify` locks the whole database until the commit
 * has reached the disk, and writers would queue up for that lock.
 */
export const notifications = ({ db, connect }: NotificationOptions): Neighbours => {
  // A process also receives its own notifications, and must ignore them.
  const self = randomUUID();
  const untold = new Set<string>();
  let telling: NodeJS.Timeout | undefined;
  let known = true;

  const send = async (): Promise<void> => {
    telling = undefined;
    const payload = [self, ...untold].join(' ');
    untold.clear();
    // A wake-up need not survive a crash, so don't wait for the disk. The setting applies to this statement only.
    await sql`select set_config('synchronous_commit', 'off', true),
      pg_notify(${channel}, ${payload.length <= longestPayload ? payload : self})`.execute(db);
  };

  return {
    mayHaveChanged: async () => true,
    tell: (threads) => {
      if (!known) return;
      for (const thread of threads) untold.add(thread);
      telling ??= setTimeout(() => {
        send().catch((error: unknown) => {
          if (isUnknown(error)) known = false;
        });
      }, together).unref();
    },
    listen: (heard) => listenTo(connect, (payload) => hear(payload, self, heard), heard),
  };
};

/**
 * Milliseconds during which changes are collected into one notification, so that a busy process sends about forty a
 * second.
 */
const together = 25;

/** In bytes; PostgreSQL refuses payloads of 8,000. */
const longestPayload = 7900;

/** PostgreSQL's error classes for features that a server doesn't know or support. */
const isUnknown = (error: unknown): boolean => /^(0A|42)/.test(codeOf(error));

const hear = (payload: string, self: string, heard: ChangeListener): void => {
  const [sender, ...threads] = payload.split(' ');
  if (sender === self) return;
  heard(threads.length > 0 ? new Set(threads) : undefined);
};

/** Listens until it is stopped. Connections can be lost, so it opens a new one each time. */
const listenTo = (
  connect: () => Promise<Client>,
  hear: (payload: string) => void,
  missed: () => void,
): (() => void) => {
  let client: Client | undefined;
  let stopped = false;
  let retry: NodeJS.Timeout | undefined;
  let pause = shortestPause;

  const again = (): void => {
    client = undefined;
    if (stopped) return;
    retry = setTimeout(() => void open(), pause).unref();
    pause = Math.min(pause * 2, longestPause);
  };

  const open = async (): Promise<void> => {
    try {
      const made = await connect();
      if (stopped) return void (await made.end());
      client = made;
      made.on('notification', ({ payload }) => hear(payload ?? ''));
      made.once('end', again);
      await made.query(`listen ${channel}`);
      pause = shortestPause;
      // Changes may have been announced while nothing was listening.
      missed();
    } catch {
      // Once there is a connection, its `end` event triggers the next try.
      if (client) void client.end().catch(() => {});
      else again();
    }
  };

  void open();
  return () => {
    stopped = true;
    clearTimeout(retry);
    void client?.end().catch(() => {});
  };
};

const shortestPause = 500;
const longestPause = 30_000;
