import { StoreUnavailable } from '../../store-unavailable.js';

/**
 * PostgreSQL's error codes, or the classes that they begin with, that are no fault of the statement:
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const passing = [
  '08', // the connection
  '25006', // a server that only reads: a replica, or what was the primary before a failover
  '25P03', // idle in a transaction for too long
  '25P04', // a transaction that took too long
  '40', // rolled back: a deadlock, or changes at the same time
  '53', // out of memory, disk or connections
  '55P03', // a lock that another transaction keeps
  '57', // cancelled, or the server is stopping or starting
  '58', // its system failed
];

/** What Node says of a connection that can't be made, or is gone. */
const lost = /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|ENOENT)$/;

/** What `pg` says of the same, which has no code. */
const ended =
  /^(Connection terminated|timeout exceeded when trying|Query read timeout|Client (has|was) |Cannot use a pool after)/;

/** An error of `pg` as the store throws it: what may be over soon is told from what is a fault. */
export const toStoreError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  const code = codeOf(error);
  if (passing.some((begin) => code.startsWith(begin)) || lost.test(code) || ended.test(error.message)) {
    return new StoreUnavailable(reasonOf(error), { cause: error });
  }
  return error;
};

/** PostgreSQL's or Node's code; empty where there is none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Of a host with several addresses, none of which answers, Node tells no message but each one's. */
export const reasonOf = (error: Error): string =>
  error instanceof AggregateError ? error.errors.map((each: Error) => each.message).join('; ') : error.message;

/** Whether all connections of a pool were in use for too long, which says nothing of the server. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('timeout exceeded when trying');

/** Whether the connection is of no more use, though it may still be open. */
export const breaksConnection = (error: unknown): boolean => {
  const code = codeOf(error);
  return code === '' || code === '25006' || lost.test(code) || /^(08|57P)/.test(code);
};
