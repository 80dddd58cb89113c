import type { Logger } from '../logger.js';

/** One line of JSON for each, on standard error; with the numbers that Pino and Bunyan have for the levels. */
export const stderrLogger: Logger = {
  warn: (context, message) => writeLine(40, context, message),
  error: (context, message) => writeLine(50, context, message),
};

const writeLine = (level: number, context: object, msg: string): void => {
  process.stderr.write(`${JSON.stringify({ level, time: Date.now(), ...context, msg }, withErrors)}\n`);
};

/** An error's own fields don't show in JSON. */
const withErrors = (_key: string, value: unknown): unknown =>
  value instanceof Error
    ? { ...value, type: value.name, message: value.message, stack: value.stack, cause: value.cause }
    : value;
