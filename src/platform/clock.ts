/** Milliseconds that this device's clock is ahead of the server's. */
let ahead = 0;

/** The time by the server's clock, as far as an answer has told it; else by the device's. */
export const now = (): number => Date.now() - ahead;

/** Takes the time of an answer that was just made. Less than a minute is the way it took, or what a cache kept. */
export function learnTime(time: string | null): void {
  const difference = Date.now() - Date.parse(time!);
  // Where nothing was told, or no time, it stays.
  if (difference === difference) ahead = Math.abs(difference) < 60_000 ? 0 : difference;
}
