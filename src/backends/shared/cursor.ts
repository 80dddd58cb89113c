import { StarlingError } from '../../errors.js';

/**
 * A cursor holds where its query stands, such as the ids that the reader has.
 *
 * @param of what it is good for, such as sort and filter
 */
export const writeCursor = <T extends object>(of: string, state: T): string => JSON.stringify({ ...state, of });

/**
 * The state in a cursor; nothing without one.
 *
 * @throws StarlingError `invalid` where it is no cursor of that query
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
    // Not even JSON, or not of that form.
  }
  throw new StarlingError('invalid', 'cursor', { fields: { cursor: 'Not a cursor of this query.' } });
};
