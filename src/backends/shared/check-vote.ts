import type { VoteValue } from '../../contract.js';
import { StarlingError } from '../../errors.js';

/** Refuses a vote that the server has no way to count. */
export const checkVote = (value: unknown, known: readonly VoteValue[] = [1, 0, -1]): void => {
  if (!known.includes(value as VoteValue))
    throw new StarlingError('invalid', 'value', { fields: { value: `Must be one of ${known.join(', ')}.` } });
};
