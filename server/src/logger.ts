/** Where the server writes what its owner should know. Pino's loggers are such. */
export interface Logger {
  warn(context: object, message: string): void;
  error(context: object, message: string): void;
}

/** For runtimes without a standard error of their own. */
export const consoleLogger: Logger = {
  warn: (context, message) => console.warn(message, context),
  error: (context, message) => console.error(message, context),
};
