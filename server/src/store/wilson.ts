/**
 * Lower bound of the Wilson score interval of the share of votes that are up, at 95 %: 0 to 1, and 0 without votes.
 *
 * Edwin B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", 1927.
 */
export const wilsonLowerBound = (up: number, down: number): number => {
  const n = up + down;
  if (n === 0) return 0;
  const z = 1.959964;
  const share = up / n;
  const margin = z * Math.sqrt((share * (1 - share) + (z * z) / (4 * n)) / n);
  return (share + (z * z) / (2 * n) - margin) / (1 + (z * z) / n);
};
