const minute = 60 * 1000;

/** How often something is tried: for about three days. */
export const mostAttempts = 12;

/**
 * Milliseconds from one try to the next: one minute, then three times as long each time, up to twelve hours. A quarter
 * more or less, so that what failed together is not tried together.
 *
 * @param attempts tries so far
 * @param random from 0 to 1
 */
export const backOff = (attempts: number, random: number): number =>
  Math.round(Math.min(minute * 3 ** (attempts - 1), 12 * 60 * minute) * (0.75 + random / 2));
