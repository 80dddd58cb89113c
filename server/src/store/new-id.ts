import { randomFillSync } from 'node:crypto';

let lastTime = 0;
let counter = 0;

/**
 * An id that sorts by time: 9 characters for the milliseconds, 3 for a counter within a millisecond, 10 random, all
 * from 0-9a-z. The counter preserves the order in which one process created ids; the random part prevents clashes
 * between processes.
 */
export const newId = (now: number): string => {
  counter = now === lastTime ? counter + 1 : 0;
  lastTime = now;
  const random = (nextRandom() % 36n ** 10n).toString(36).padStart(10, '0');
  return now.toString(36).padStart(9, '0') + counter.toString(36).padStart(3, '0') + random;
};

/** Filled anew after its last number, as asking the system for each would cost more than all the rest of an id. */
const numbers = new BigUint64Array(256);
let used = numbers.length;

const nextRandom = (): bigint => {
  if (used === numbers.length) {
    randomFillSync(numbers);
    used = 0;
  }
  return numbers[used++]!;
};
