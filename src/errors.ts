import type { ErrorCode } from './contract.js';

export interface StarlingErrorOptions {
  /** Path of a draft's field, such as `author.email`, to what is wrong with it. */
  fields?: Record<string, string>;
  /** Seconds to wait before the next try. */
  retryAfter?: number;
  /** The page was opened before an upgrade: a part of the widget that it would load is gone. */
  outdated?: boolean;
  cause?: unknown;
}

/** Everything that a backend or a captcha fails with. The code is what programs look at; the message is for logs. */
export class StarlingError extends Error {
  override readonly name = 'StarlingError';
  declare readonly code: ErrorCode;
  declare readonly fields?: Record<string, string>;
  declare readonly retryAfter?: number;
  declare readonly outdated?: boolean;

  constructor(code: ErrorCode, message: string = code, options: StarlingErrorOptions = {}) {
    super(message, options);
    Object.assign(this, options, { code });
  }
}

/** Whatever was thrown, as the one family of errors. */
export const toStarlingError = (cause: unknown, code: ErrorCode = 'server', outdated?: boolean): StarlingError =>
  cause instanceof StarlingError ? cause : new StarlingError(code, `${cause}`, { cause, outdated });
