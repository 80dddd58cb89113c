/** Milliseconds that this device's clock is ahead of the server's. */
let ahead = 0;

/** The time by the server's clock if a response has told it, else by the device's clock. In milliseconds since 1970. */
export const now = (): number => Date.now() - ahead;

/**
 * Learns the server's time from a response that was just made. A difference of less than a minute counts as none: it
 * comes from the time in transit or in a cache.
 */
export function learnTime(time: string | null): void {
  const difference = Date.now() - Date.parse(time!);
  // NaN means that the response had no valid time; the known difference then stays.
  if (difference === difference) ahead = Math.abs(difference) < 60_000 ? 0 : difference;
}
