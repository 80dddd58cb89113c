import { pino } from 'pino';
import { folderAssets } from './assets.js';
import { altcha } from './captcha/altcha.js';
import { recaptcha } from './captcha/recaptcha.js';
import type { CaptchaVerifier } from './captcha/verifier.js';
import type { ServeArguments } from './cli-options.js';
import { createHandler } from './handler.js';
import { OptionError } from './option-error.js';
import { serve } from './serve.js';
import { openDatabase } from './with-store.js';

/** Serves until the process is told to stop, then ends what has begun. */
export const runServer = async (options: ServeArguments): Promise<void> => {
  const store = await openDatabase(options);
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
