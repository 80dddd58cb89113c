import type { Logger } from '../logger.js';

/**
 * One line of JSON for each, through Pino, which loads with the first: a server that has nothing to say has no memory
 * to spend on it. Errors of databases and mail servers quote what they were given: e-mail and network addresses are
 * taken out, wherever in a line they stand.
 */
export const createLogger = (write: (line: string) => void): Logger => {
  const writeSafely = (line: string) => write(line.replace(personal, '…'));
  let opening: Promise<Logger> | undefined;
  const log = (level: 'warn' | 'error', context: object, msg: string): void => {
    opening ??= import('./pino-logger.js').then(({ pinoLogger }) => pinoLogger(writeSafely));
    opening
      .then((logger) => logger[level](context, msg))
      .catch((error: unknown) => {
        // Where no more files can be opened, say.
        opening = undefined;
        writeSafely(`${JSON.stringify({ level: 50, time: Date.now(), msg, unlogged: String(error) })}\n`);
      });
  };
  return {
    warn: (context, message) => log('warn', context, message),
    error: (context, message) => log('error', context, message),
  };
};

const email = /[^\s"'<>(),;:=\\]+@[^\s"'<>(),;:\\]+/;
const ipv4 = /\b\d{1,3}(?:\.\d{1,3}){3}\b/;
/** Of at least four groups, which no time of day has, or with a gap. */
const ipv6 = /(?<![\w:])[\da-f]{1,4}(?:(?::[\da-f]{0,4}){3,7}|(?::[\da-f]{1,4})*::(?:[\da-f]{1,4})?)(?!\w)/;
const personal = new RegExp([email, ipv4, ipv6].map(({ source }) => source).join('|'), 'gi');

/** By itself, without a queue of Node's or a thread, so that the last words of a process are not lost. */
export const stderrLogger: Logger = createLogger((line) => void process.stderr.write(line));
