import { StoreUnavailable } from '../../store-unavailable.js';

/** SQLite's primary result codes for errors that are not the statement's fault: https://sqlite.org/rescode.html */
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

/** Turns an error of SQLite into an error of the store, which separates temporary failures from faults. */
export const toStoreError = (error: unknown): unknown =>
  error instanceof Error && 'errcode' in error && passing.has(Number(error.errcode) & 0xff)
    ? new StoreUnavailable(error.message, { cause: error })
    : error;
