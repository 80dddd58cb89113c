import { StarlingError } from '../../errors.js';
import { text } from '../shared/shape.js';
import { timestamp } from '../shared/timestamp.js';

const parts = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
const clock = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;

/**
 * Converts times without a time zone, such as `2026-01-31 18:00:00`, to RFC 3339; empty if it is not a time.
 *
 * @param timeZone IANA name; default: the reader's own
 * @throws StarlingError `misconfigured` if there is no such time zone
 */
export const localTime = (timeZone?: string) => {
  const format = formatIn(timeZone);
  /** The local time in the zone at a moment, read as if it were UTC. */
  const shownAt = (moment: number): number => {
    const shown = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(shown.year!, shown.month! - 1, shown.day, shown.hour, shown.minute, shown.second);
  };

  return (value: unknown): string => {
    const written = Date.parse(`${text(value).replace(' ', 'T')}Z`);
    if (Number.isNaN(written)) return timestamp(value);
    const guess = written - (shownAt(written) - written);
    // A second time, in case the zone's clocks changed between the first guess and the written time.
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
