import { StoreUnavailable } from '../../store-unavailable.js';

/**
 * PostgreSQL's error codes, or their classes, for errors that are not the statement's fault:
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const passing = [
  '08', // connection failures
  '25006', // a read-only server: a replica, or the previous primary after a failover
  '25P03', // idle in a transaction for too long
  '25P04', // a transaction that took too long
  '40', // rolled back: a deadlock, or concurrent changes
  '53', // out of memory, disk or connections
  '55P03', // a lock that another transaction holds
  '57', // cancelled, or the server is stopping or starting
  '58', // the server's system failed
];

/** Node's error codes for connections that can't be made or are lost. */
const lost = /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|ENOENT)$/;

/** The messages of `pg` for the same problems; its errors have no code. */
const ended =
  /^(Connection terminated|timeout exceeded when trying|Query read timeout|Client (has|was) |Cannot use a pool after)/;

/** Turns an error of `pg` into an error of the store, which separates temporary failures from faults. */
export const toStoreError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  const code = codeOf(error);
  if (passing.some((begin) => code.startsWith(begin)) || lost.test(code) || ended.test(error.message)) {
    return new StoreUnavailable(reasonOf(error), { cause: error });
  }
  return error;
};

/** PostgreSQL's or Node's error code; empty if there is none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** If a host has several addresses and none answers, Node's error has no message itself, only one for each address. */
export const reasonOf = (error: Error): string =>
  error instanceof AggregateError ? error.errors.map((each: Error) => each.message).join('; ') : error.message;

/** Whether all connections of a pool were busy for too long, which says nothing about the server. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('timeout exceeded when trying');

/** Whether the connection can't be used any more, though it may still be open. */
export const breaksConnection = (error: unknown): boolean => {
  const code = codeOf(error);
  return code === '' || code === '25006' || lost.test(code) || /^(08|57P)/.test(code);
};
