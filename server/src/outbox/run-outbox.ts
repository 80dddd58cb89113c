import type { Logger } from '../logger.js';
import type { OutboxEntry, OutboxRecord } from '../store/outbox.js';
import type { Store } from '../store/store.js';
import { backOff, mostAttempts } from './back-off.js';
import { Undeliverable, type Carrier, type Carriers } from './carrier.js';

export interface OutboxOptions {
  store: Pick<Store, 'read' | 'outbox'>;
  /** The carriers, asked for each time because settings may change. Entries without a carrier stay in the outbox. */
  carriers: () => Carriers;
  logger: Logger;
  /** Milliseconds since 1970; replaceable for tests. */
  now?: () => number;
  /** Milliseconds between two checks of the outbox. Default 1,000. */
  interval?: number;
}

export interface RunningOutbox {
  /** Delivers what is due now; resolves when each entry was tried. */
  deliver(): Promise<void>;
  /** Claims no more entries, and resolves when those under way are done, or were aborted after `grace` milliseconds. */
  stop(grace?: number): Promise<void>;
}

/** The number of bundles delivered in parallel. */
const atOnce = 10;

/**
 * The most milliseconds for one message. Three of them end well before the lease does, when another process may claim
 * it.
 */
const patience = 60_000;
const lease = 5 * 60_000;

/**
 * Delivers the outbox's entries for as long as the process runs. Any number of processes can do this on one database:
 * each entry is claimed by one of them.
 */
export const runOutbox = ({
  store,
  carriers: carriersNow,
  logger,
  now = Date.now,
  interval = 1000,
}: OutboxOptions): RunningOutbox => {
  const stopping = new AbortController();
  let ended = false;
  let round: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const deliverBundle = async (bundle: OutboxRecord[], carrier: Carrier): Promise<void> => {
    let following: readonly OutboxEntry[];
    try {
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(patience)]);
      following = (await carrier(bundle, signal)) ?? [];
    } catch (error) {
      if (stopping.signal.aborted) return store.outbox.release(bundle, now());
      return keepFailure(bundle, error);
    }
    await store.outbox.settle(bundle, following, now());
  };

  const keepFailure = async (bundle: OutboxRecord[], error: unknown): Promise<void> => {
    const { kind, site } = bundle[0]!;
    const attempts = Math.max(...bundle.map((record) => record.attempts));
    const isDead = error instanceof Undeliverable || attempts >= mostAttempts;
    const reason = reasonOf(error);
    await store.outbox.fail(bundle, { error: reason, dueAt: isDead ? null : now() + backOff(attempts, Math.random()) });
    const context = { kind, ...(site && { site }), attempts, reason: withoutAddresses(reason) };
    if (isDead) logger.error(context, 'A message could not be delivered, and is not tried again.');
    else logger.warn(context, 'A message could not be delivered. It is tried again.');
  };

  const deliverAll = async (): Promise<void> => {
    for (;;) {
      const carriers = carriersNow();
      const kinds = Object.keys(carriers);
      if (ended || kinds.length === 0 || !(await store.read(({ outbox }) => outbox.isDue(kinds, now())))) return;
      const claimed = await store.outbox.claim({ kinds, limit: atOnce, now: now(), until: now() + lease });
      const bundles = [...Map.groupBy(claimed, ({ kind, bundle }) => `${kind} ${bundle}`).values()];
      await Promise.all(bundles.map((bundle) => deliverBundle(bundle, carriers[bundle[0]!.kind]!)));
    }
  };

  const deliver = (): Promise<void> =>
    (round ??= deliverAll().finally(() => {
      round = undefined;
    }));

  const look = async (): Promise<void> => {
    await deliver().catch((error: unknown) => logger.warn({ err: error }, 'The outbox is out of reach.'));
    if (!ended) timer = setTimeout(() => void look(), interval);
  };
  void look();

  return {
    deliver,
    stop: async (grace = 5000) => {
      ended = true;
      clearTimeout(timer);
      const cutOff = setTimeout(() => stopping.abort(), grace);
      await round?.catch(() => {
        // The error is already logged, and claimed entries are due again when their lease ends.
      });
      clearTimeout(cutOff);
    },
  };
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);

/** Servers' answers contain recipients' addresses, which must not be in a log. */
const withoutAddresses = (reason: string): string => reason.replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;]+/g, '…');
