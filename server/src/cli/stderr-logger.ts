import type { Logger } from '../logger.js';

/**
 * Logs one line of JSON per entry, with Pino, which is loaded at the first entry, so that a server without log entries
 * spends no memory on it. Errors of databases and mail servers quote their input, so e-mail and network addresses are
 * removed from the whole line.
 */
export const createLogger = (write: (line: string) => void): Logger => {
  const writeSafely = (line: string) => write(line.replace(personal, '…'));
  let opening: Promise<Logger> | undefined;
  const log = (level: 'warn' | 'error', context: object, msg: string): void => {
    opening ??= import('./pino-logger.js').then(({ pinoLogger }) => pinoLogger(writeSafely));
    opening
      .then((logger) => logger[level](context, msg))
      .catch((error: unknown) => {
        // For example because no more files can be opened.
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
/** At least four groups, unlike a time of day, or with a gap. */
const ipv6 = /(?<![\w:])[\da-f]{1,4}(?:(?::[\da-f]{0,4}){3,7}|(?::[\da-f]{1,4})*::(?:[\da-f]{1,4})?)(?!\w)/;
const personal = new RegExp([email, ipv4, ipv6].map(({ source }) => source).join('|'), 'gi');

/** Writes directly, without a queue or a thread, so that the last entries of a process are not lost. */
export const stderrLogger: Logger = createLogger((line) => void process.stderr.write(line));
