import type { Stars, Summary } from '../contract.js';

/** The summary with a visitor's rating in it, in place of their earlier one. */
export function withRating(summary: Summary | null, rating: Stars, before?: Stars | null): Summary {
  const distribution = { ...(summary?.distribution ?? { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 }) };
  if (before) distribution[before]--;
  distribution[rating]++;
  let count = 0;
  let sum = 0;
  for (const [stars, n] of Object.entries(distribution)) {
    count += n;
    sum += n * +stars;
  }
  return { average: sum / count, count, distribution };
}
