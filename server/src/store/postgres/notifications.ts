import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Client } from 'pg';
import type { Database } from '../sql/database.js';
import type { ChangeListener, Neighbours } from '../wake-up.js';
import { codeOf } from './store-error.js';

export interface NotificationOptions {
  db: Kysely<Database>;
  /** A connection of its own: `listen` holds for one connection. */
  connect: () => Promise<Client>;
}

const channel = 'starling_changes';

/**
 * Other processes by `notify` and `listen`. Where these do nothing, as through PgBouncer in transaction mode, or are not
 * there at all, as in CockroachDB, the second's asking is left.
 *
 * A change is told after its commit, in a transaction of its own: whoever notifies takes a lock of the whole database
 * until the commit has reached the disk, and writers would queue up for it.
 */
export const notifications = ({ db, connect }: NotificationOptions): Neighbours => {
  // Its own word comes back to a process, which has heard it already.
  const self = randomUUID();
  const untold = new Set<string>();
  let telling: NodeJS.Timeout | undefined;
  let known = true;

  const send = async (): Promise<void> => {
    telling = undefined;
    const payload = [self, ...untold].join(' ');
    untold.clear();
    // A wake-up need not outlive a crash: nobody waits for the disk. The setting holds for this one statement.
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

/** Milliseconds in which changes are told together: a busy process says some forty words a second. */
const together = 25;

/** Bytes; PostgreSQL refuses 8,000. */
const longestPayload = 7900;

/** PostgreSQL's classes of what a server doesn't know, or can't do. */
const isUnknown = (error: unknown): boolean => /^(0A|42)/.test(codeOf(error));

const hear = (payload: string, self: string, heard: ChangeListener): void => {
  const [sender, ...threads] = payload.split(' ');
  if (sender === self) return;
  heard(threads.length > 0 ? new Set(threads) : undefined);
};

/** Listens until it is stopped, over one connection after the other: each may be lost. */
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
      // Whatever was said while nobody listened.
      missed();
    } catch {
      // Once a connection is there, its end calls for the next.
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
