import type { StarlingError } from '../errors.js';
import type { ErrorCode } from '../contract.js';

/* No assertion library: the suite runs in whatever runner and place an adapter is tested in. */

export function ensure(condition: unknown, claim: string): asserts condition {
  if (!condition) throw new Error(claim);
}

/** Compares as JSON, key order aside. */
export const same = (actual: unknown, expected: unknown, what: string): void => {
  const [got, wanted] = [canonical(actual), canonical(expected)];
  if (got !== wanted) throw new Error(`${what}: expected ${wanted}, got ${got}`);
};

/** Resolves to the error of a call that must fail with a StarlingError of one of the codes. */
export const refused = async (call: () => Promise<unknown>, ...codes: ErrorCode[]): Promise<StarlingError> => {
  const error = (await failure(call)) as StarlingError;
  ensure(error?.name === 'StarlingError', `rejects with a StarlingError, not with ${String(error)}`);
  ensure(codes.includes(error.code), `rejects with ${codes.join(' or ')}, not with ${error.code} (${error.message})`);
  return error;
};

/** A call that must be refused as `invalid`, with something said of the field. */
export const refusedField = async (call: () => Promise<unknown>, field: string): Promise<void> => {
  const { fields } = await refused(call, 'invalid');
  ensure(fields?.[field], `says what is wrong with ${field}; fields are ${JSON.stringify(fields)}`);
};

export const aborted = async (call: () => Promise<unknown>): Promise<void> => {
  const error = (await failure(call)) as Error;
  ensure(error?.name === 'AbortError', `rejects with an AbortError, not with ${String(error)}`);
};

const failure = async (call: () => Promise<unknown>): Promise<unknown> => {
  let value;
  try {
    value = await call();
  } catch (error) {
    return error;
  }
  throw new Error(`rejects; it resolved to ${JSON.stringify(value)}`);
};

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
