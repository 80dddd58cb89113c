import { errorStatus, type ApiErrorCode } from './contract.js';

export interface ApiErrorOptions {
  /** HTTP status where it isn't the code's own: 400 for an `invalid` request that can't even be read. */
  status?: number;
  /** Path of a request's field to what is wrong with it. */
  fields?: Record<string, string>;
  /** Seconds to wait before the next try. */
  retryAfter?: number;
  cause?: unknown;
}

/** An answer other than success, for the person or program that asked. Everything else that is thrown is a fault. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  readonly status: number;
  readonly fields?: Record<string, string>;
  readonly retryAfter?: number;

  constructor(code: ApiErrorCode, detail: string, options: ApiErrorOptions = {}) {
    super(detail, { cause: options.cause });
    this.code = code;
    this.status = options.status ?? errorStatus[code];
    this.fields = options.fields;
    this.retryAfter = options.retryAfter;
  }
}

/** A request that was read but is wrong in the given fields. */
export const invalidFields = (fields: Record<string, string>): ApiError =>
  new ApiError('invalid', 'Some fields are not valid.', { fields });

export const notFound = (detail = 'There is no such comment.'): ApiError => new ApiError('not-found', detail);
