import { StarlingError } from '../../errors.js';

/** What a cursor holds where a server pages by something that moves: the ids that the reader has, and more. */
interface State {
  seen: string[];
}

/** @param of what the cursor is good for, such as sort and filter */
export const writeCursor = <T extends State>(of: string, state: T): string => JSON.stringify({ ...state, of });

/**
 * The state in a cursor; nothing without one.
 *
 * @throws StarlingError `invalid` where it is no cursor of that query
 */
export const readCursor = <T extends State>(
  of: string,
  cursor: string | undefined,
  fits: (state: T) => boolean,
): T | undefined => {
  if (cursor === undefined) return undefined;
  try {
    const state = JSON.parse(cursor) as T & { of: string };
    if (state.of === of && Array.isArray(state.seen) && fits(state)) return state;
  } catch {
    // Not even JSON.
  }
  throw new StarlingError('invalid', 'cursor', { fields: { cursor: 'Not a cursor of this query.' } });
};
