const day = 24 * 60 * 60 * 1000;

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

let lastDay = Number.NaN;
let lastDate = '';

/**
 * Milliseconds since 1970 as RFC 3339 in UTC, as `Date` writes it in five times the time: it was a tenth of a page.
 * The comments of one page are mostly of few days, so the date of the last one is kept.
 */
export const toTime = (milliseconds: number): string => {
  const days = Math.floor(milliseconds / day);
  if (days !== lastDay) {
    lastDay = days;
    lastDate = new Date(milliseconds).toISOString().slice(0, -13);
  }
  const rest = milliseconds - days * day;
  const hours = twoDigits[Math.floor(rest / 3_600_000)];
  const minutes = twoDigits[Math.floor(rest / 60_000) % 60];
  const seconds = twoDigits[Math.floor(rest / 1000) % 60];
  return `${lastDate}${hours}:${minutes}:${seconds}.${String(rest % 1000).padStart(3, '0')}Z`;
};
