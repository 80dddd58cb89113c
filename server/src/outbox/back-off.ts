const minute = 60 * 1000;

/** How often delivery is tried: over about three days. */
export const mostAttempts = 12;

/**
 * Milliseconds from one try to the next: one minute, then three times as long each time, up to twelve hours. Varied by
 * up to a quarter, so that entries that failed together are not tried again together.
 *
 * @param attempts tries so far
 * @param random from 0 to 1
 */
export const backOff = (attempts: number, random: number): number =>
  Math.round(Math.min(minute * 3 ** (attempts - 1), 12 * 60 * minute) * (0.75 + random / 2));
