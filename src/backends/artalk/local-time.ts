import { StarlingError } from '../../errors.js';
import { text } from '../shared/shape.js';
import { timestamp } from '../shared/timestamp.js';

const parts = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
const clock = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;

/**
 * Reads times that do not say their zone, such as `2026-01-31 18:00:00`, as RFC 3339; empty where it is no time.
 *
 * @param timeZone IANA name; absent: the reader's own
 * @throws StarlingError `misconfigured` where there is no such zone
 */
export const localTime = (timeZone?: string) => {
  const format = formatIn(timeZone);
  /** What the zone's clocks show at a moment, read as if it were UTC. */
  const shownAt = (moment: number): number => {
    const shown = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(shown.year!, shown.month! - 1, shown.day, shown.hour, shown.minute, shown.second);
  };

  return (value: unknown): string => {
    const written = Date.parse(`${text(value).replace(' ', 'T')}Z`);
    if (Number.isNaN(written)) return timestamp(value);
    const guess = written - (shownAt(written) - written);
    // Once more, where the zone's clocks were changed between the guess and what it came from.
    return timestamp(written - (shownAt(guess) - guess));
  };
};

const formatIn = (timeZone?: string): Intl.DateTimeFormat => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, ...parts, ...clock });
  } catch (cause) {
    throw new StarlingError('misconfigured', 'timeZone', { cause });
  }
};
