import { StarlingError } from '../errors.js';

/** A cursor for servers that begin after an id: that id, and all the ids that the reader has. */
export interface Seen {
  after?: string;
  seen: string[];
}

export const writeSeen = (of: string, seen: string[], after: string): string => JSON.stringify({ of, after, seen });

/**
 * @param of what the cursor is good for, such as the sort
 * @throws StarlingError `invalid` where it is no cursor of that query
 */
export const readSeen = (of: string, cursor: string | undefined): Seen => {
  if (cursor === undefined) return { seen: [] };
  try {
    const state = JSON.parse(cursor) as Seen & { of: string };
    if (state.of === of && typeof state.after === 'string' && Array.isArray(state.seen)) return state;
  } catch {
    // Not even JSON.
  }
  throw new StarlingError('invalid', 'cursor', { fields: { cursor: 'Not a cursor of this query.' } });
};
