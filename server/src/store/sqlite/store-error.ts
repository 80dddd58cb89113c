import { StoreUnavailable } from '../../store-unavailable.js';

/** SQLite's primary result codes that are no fault of the statement: https://sqlite.org/rescode.html */
const passing = new Set([
  5, // BUSY
  6, // LOCKED
  7, // NOMEM
  8, // READONLY
  10, // IOERR
  13, // FULL
  14, // CANTOPEN
  15, // PROTOCOL
]);

/** An error of SQLite's as the store throws it: what may be over soon is told from what is a fault. */
export const toStoreError = (error: unknown): unknown =>
  error instanceof Error && 'errcode' in error && passing.has(Number(error.errcode) & 0xff)
    ? new StoreUnavailable(error.message, { cause: error })
    : error;
