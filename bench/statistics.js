export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** The value that a share of them, 0 to 1, is not above. */
export const percentile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
};

/** Median with the least and the largest value. */
export const spread = (values) => ({ median: median(values), least: Math.min(...values), most: Math.max(...values) });

/**
 * Measures two things in turn, A B B A A B …, so that what slows the machine down for a while slows down both.
 *
 * @template T
 * @param {number} rounds
 * @param {() => Promise<T>} a
 * @param {() => Promise<T>} b
 * @returns {Promise<{a: T, b: T}[]>} a pair for each round
 */
export const interleave = async (rounds, a, b) => {
  const pairs = [];
  for (let round = 0; round < rounds; round++) {
    if (round % 2) {
      const second = await b();
      pairs.push({ a: await a(), b: second });
    } else {
      pairs.push({ a: await a(), b: await b() });
    }
  }
  return pairs;
};
