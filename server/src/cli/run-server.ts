import type { ServeArguments } from './options.js';
import type { Handler } from '../handler.js';
import { handlerSettings } from './handler-settings.js';
import { createNodeHandler } from './node-handler.js';
import { OptionError } from './option-error.js';
import { stderrLogger } from './stderr-logger.js';
import { startDelivery } from './start-delivery.js';
import { serve, type RunningServer } from './serve.js';
import { openDatabase } from './with-store.js';
import { nodeScrypt } from './node-scrypt.js';
import { createAccounts } from '../service/accounts.js';
import type { Store } from '../store/store.js';
import type { Metrics } from './metrics.js';
import { createRateLimiter, defaultRateLimits } from '../service/rate-limits.js';

/**
 * Serves until the process is told to stop, then finishes what has begun. On SIGHUP it reads its options again,
 * including the settings file; requests under way end with the old ones.
 */
export const runServer = async (settle: () => Promise<ServeArguments>): Promise<void> => {
  const options = await settle();
  const store = await openDatabase(options);
  const secret = options.secret ?? (await store.secret());
  // Kept when options are read again, so that networks do not get new limits.
  const rateLimits = createRateLimiter(defaultRateLimits, { shared: store.shared, secret, now: Date.now });
  let serving = new AbortController();
  const handlerOf = (settled: ServeArguments, { signal }: AbortController): Handler =>
    createNodeHandler({ ...handlerSettings(settled, secret), store, rateLimits, signal });
  const stopOn = stopAfter(() => store.close());

  let handler = await stopOn(async () => handlerOf(options, serving));
  let answer: Handler = async (request, context) => handler(request, context);
  const server = await stopOn(() => listen(async (request, context) => answer(request, context), options));
  const metrics = await stopAfter(async () => {
    await server.close();
    await store.close();
  })(() => openMetrics(store, options));
  if (metrics) answer = metrics.observing(answer);
  const delivery = await startDelivery(options, { store, secret, logger: stderrLogger });
  process.stdout.write(`Starling listens on ${server.url}\n`);
  process.stdout.write(await whoModerates(store, options.publicUrl ?? server.url + (options.basePath ?? '')));

  const reload = async (): Promise<void> => {
    try {
      const settled = await settle();
      const next = new AbortController();
      const settledHandler = handlerOf(settled, next);
      await delivery.settle(settled);
      handler = settledHandler;
      // Followers of threads reconnect, and then use the new settings.
      serving.abort();
      serving = next;
      process.stdout.write('Starling has read its settings again\n');
    } catch (error) {
      stderrLogger.error({ err: error }, 'The settings are wrong. Those from before stay.');
    }
  };
  const onHangUp = () => void reload();
  const purge = () =>
    store.purge(Date.now()).catch((error: unknown) => stderrLogger.warn({ err: error }, 'Not purged.'));
  const cleaning = setInterval(() => void purge(), minute);
  const stop = async () => {
    clearInterval(cleaning);
    process.off('SIGHUP', onHangUp);
    serving.abort();
    await server.close();
    await metrics?.close();
    await delivery.stop();
    await store.close();
  };
  process.on('SIGHUP', onHangUp);
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
};

/**
 * Nobody becomes a moderator by being first: whoever starts a server is told how to add one, and where moderators sign
 * in.
 */
const whoModerates = async (store: Store, url: string): Promise<string> => {
  try {
    const moderators = await createAccounts(store, nodeScrypt).list();
    return moderators.length > 0
      ? `Moderators sign in at ${url.replace(/\/+$/, '')}/moderation\n`
      : 'Nobody moderates yet. `starling-server moderator add LOGIN --role owner`, with the same --database or --config, adds somebody.\n';
  } catch (error) {
    stderrLogger.warn({ err: error }, 'It could not be found out who moderates.');
    return '';
  }
};

const minute = 60 * 1000;

/** Runs a step of the start; if it fails, `end` stops what was already started. */
const stopAfter =
  (end: () => Promise<void>) =>
  async <T>(step: () => Promise<T>): Promise<T> => {
    try {
      return await step();
    } catch (error) {
      await end();
      throw error;
    }
  };

/** A server without a metrics port does not count anything. */
const openMetrics = async (store: Store, options: ServeArguments): Promise<Metrics | undefined> => {
  const { metricsPort: port, host, publicUrl } = options;
  if (port === undefined) return undefined;
  const { startMetrics } = await import('./metrics.js');
  try {
    const basePath = options.basePath ?? (publicUrl ? new URL(publicUrl).pathname.replace(/\/+$/, '') : '');
    return await startMetrics({ store, host, port, basePath });
  } catch (error) {
    throw new OptionError(`option '--metrics-port': can't listen on ${port}: ${(error as Error).message}`);
  }
};

const listen = async (handler: Handler, { host, port }: ServeArguments): Promise<RunningServer> => {
  try {
    return await serve({ handler, host, port });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const option = code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL' ? '--host' : '--port';
    throw new OptionError(`option '${option}': can't listen on ${host ?? ''}:${port}: ${message}`);
  }
};
