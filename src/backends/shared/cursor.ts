import { StarlingError } from '../../errors.js';

/**
 * Makes a cursor. It contains the state of a query, such as the ids that the reader has.
 *
 * @param of the query that it is valid for, such as sort and filter
 */
export const writeCursor = <T extends object>(of: string, state: T): string => JSON.stringify({ ...state, of });

/**
 * The state in a cursor; undefined without one.
 *
 * @throws StarlingError `invalid` if it is not a cursor of that query
 */
export const readCursor = <T extends object>(
  of: string,
  cursor: string | undefined,
  fits: (state: T) => boolean,
): T | undefined => {
  if (cursor === undefined) return undefined;
  try {
    const state = JSON.parse(cursor) as T & { of: string };
    if (state.of === of && fits(state)) return state;
  } catch {
    // Not JSON, or without the expected shape.
  }
  throw new StarlingError('invalid', 'cursor', { fields: { cursor: 'Not a cursor of this query.' } });
};
