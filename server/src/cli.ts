#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { pino } from 'pino';
import { ApiError } from './api-error.js';
import { folderAssets } from './assets.js';
import { altcha } from './captcha/altcha.js';
import { recaptcha } from './captcha/recaptcha.js';
import type { CaptchaVerifier } from './captcha/verifier.js';
import { databaseOption, serveOptions, type DatabaseArguments, type ServeArguments } from './cli-options.js';
import { createHandler } from './handler.js';
import { serve } from './serve.js';
import { openStore } from './store/open-store.js';
import type { Store } from './store/store.js';
import { version } from './version.js';

/** An option whose value turned out to be wrong after it was parsed. */
class OptionError extends Error {}

const main = async (argv: string[]): Promise<void> => {
  try {
    await createProgram().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else if (error instanceof OptionError) fail(error, 2);
    else if (error instanceof ApiError) fail(error, 1);
    else throw error;
  }
};

const fail = ({ message }: Error, exitCode: number): void => {
  process.stderr.write(`error: ${message}\n`);
  process.exitCode = exitCode;
};

const createProgram = (): Command => {
  const program = new Command('starling-server')
    .description('Comments and star ratings for any web page: the server.')
    .version(version)
    .exitOverride();

  const serving = program.command('serve', { isDefault: true }).description('serve the API and the widget (default)');
  for (const option of serveOptions()) serving.addOption(option);
  serving.action((options: ServeArguments) => runServer(options));

  program
    .command('approve <id>')
    .description('make a pending comment public')
    .addOption(databaseOption())
    .action(async (id: string, options: DatabaseArguments) => {
      const comment = await withStore(options, (store) => store.moderation.approve(id, Date.now()));
      process.stdout.write(`Comment ${comment.id} is ${comment.status}.\n`);
    });
  for (const [name, closed] of [
    ['close', true],
    ['open', false],
  ] as const) {
    program
      .command(`${name} <thread>`)
      .description(closed ? 'take no more comments and ratings in a thread' : 'take them again')
      .option('--site <id>', 'the site that the thread is of', '')
      .addOption(databaseOption())
      .action(async (thread: string, options: DatabaseArguments & { site: string }) => {
        await withStore(options, (store) => store.moderation.setClosed(options.site, thread, closed, Date.now()));
        process.stdout.write(`The thread is ${closed ? 'closed' : 'open'}.\n`);
      });
  }
  return program;
};

const open = async ({ database }: DatabaseArguments): Promise<Store> => {
  try {
    return await openStore(database);
  } catch (error) {
    throw new OptionError(`option '--database': ${database} can't be opened: ${(error as Error).message}`);
  }
};

const withStore = async <T>(options: DatabaseArguments, use: (store: Store) => Promise<T>): Promise<T> => {
  const store = await open(options);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
};

const runServer = async (options: ServeArguments): Promise<void> => {
  const store = await open(options);
  const secret = options.secret ?? (await store.secret());
  const logger = pino({ level: 'info', base: null }, pino.destination(2));
  const pages = options.static === undefined ? undefined : folderAssets(options.static, pageCaching);
  const handler = createHandler({
    store,
    secret,
    origins: options.origin,
    sites: options.site,
    captcha: captchaOf(options, secret),
    moderation: options.moderation,
    editWindow: options.editWindow,
    fields: options.require,
    trustedProxies: options.trustedProxy,
    widget: options.widget,
    fallback: pages,
    logger,
  });
  const server = await serve({ handler, host: options.host, port: options.port });
  process.stdout.write(`Starling listens on ${server.url}\n`);
  const cleaning = setInterval(() => void purge(), hour);

  const purge = () => store.purge(Date.now()).catch((error: unknown) => logger.warn({ err: error }, 'Not purged.'));
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

const captchaOf = (options: ServeArguments, secret: string): CaptchaVerifier | 'none' => {
  const { captcha, captchaKey: key, captchaSecret, captchaEndpoint: endpoint } = options;
  if (captcha === 'none') return 'none';
  if (captcha === 'altcha') return altcha({ secret });
  if (!key) throw new OptionError("option '--captcha-key' is missing: reCAPTCHA needs it");
  if (!captchaSecret) throw new OptionError("option '--captcha-secret' is missing: reCAPTCHA needs it");
  return recaptcha({ key, secret: captchaSecret, endpoint });
};

await main(process.argv);
