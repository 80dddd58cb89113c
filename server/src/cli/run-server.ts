import { folderAssets } from '../http/assets/folder-assets.js';
import { captchaOf } from './captcha-options.js';
import type { ServeArguments } from './options.js';
import type { Handler } from '../handler.js';
import { createNodeHandler } from './node-handler.js';
import { OptionError } from './option-error.js';
import { stderrLogger } from './stderr-logger.js';
import { serve, type RunningServer } from './serve.js';
import { openDatabase } from './with-store.js';

/** Serves until the process is told to stop, then ends what has begun. */
export const runServer = async (options: ServeArguments): Promise<void> => {
  const store = await openDatabase(options);
  const secret = options.secret ?? (await store.secret());
  const pages = options.static === undefined ? undefined : folderAssets(options.static, pageCaching);
  const handler = createNodeHandler({
    store,
    secret,
    origins: options.origin,
    sites: options.site,
    captcha: captchaOf(options, secret),
    moderation: options.moderation,
    editWindow: options.editWindow,
    fields: options.require,
    trustedProxies: options.trustedProxy,
    pageMemory: options.pageMemory * 1024 * 1024,
    widget: options.widget,
    fallback: pages,
  });
  const server = await listen(handler, options).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  process.stdout.write(`Starling listens on ${server.url}\n`);

  const purge = () =>
    store.purge(Date.now()).catch((error: unknown) => stderrLogger.warn({ err: error }, 'Not purged.'));
  const cleaning = setInterval(() => void purge(), hour);
  const stop = async () => {
    clearInterval(cleaning);
    await server.close();
    await store.close();
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
};

const hour = 60 * 60 * 1000;
const pageCaching = { cacheControl: () => 'no-cache', anyOrigin: false };

const listen = async (handler: Handler, { host, port }: ServeArguments): Promise<RunningServer> => {
  try {
    return await serve({ handler, host, port });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const option = code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL' ? '--host' : '--port';
    throw new OptionError(`option '${option}': can't listen on ${host ?? ''}:${port}: ${message}`);
  }
};
