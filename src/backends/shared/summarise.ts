import type { Stars, Summary } from '../../contract.js';

/** Mean, count and distribution of ratings. */
export const summarise = (stars: readonly Stars[]): Summary => {
  const distribution = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
  for (const value of stars) distribution[value] += 1;
  const sum = stars.reduce((total: number, value) => total + value, 0);
  return { average: stars.length ? sum / stars.length : null, count: stars.length, distribution };
};
