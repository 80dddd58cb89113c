import type { ErrorCode } from './contract.js';

export interface StarlingErrorOptions {
  /** What is wrong with each field of a draft, by its path, such as `author.email`. */
  fields?: Record<string, string>;
  /** Seconds to wait before the next attempt. */
  retryAfter?: number;
  /** The page was opened before an upgrade, and a part of the widget that it needs no longer exists. */
  outdated?: boolean;
  cause?: unknown;
}

/** The error that backends and captchas fail with. The code is for programs; the message is for logs. */
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

/** Turns whatever was thrown into a `StarlingError`; one that is a `StarlingError` already is returned as it is. */
export const toStarlingError = (cause: unknown, code: ErrorCode = 'server', outdated?: boolean): StarlingError =>
  cause instanceof StarlingError ? cause : new StarlingError(code, `${cause}`, { cause, outdated });
