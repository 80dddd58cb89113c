/** Converts milliseconds since 1970, or a date with a time zone, to RFC 3339; empty if it is neither. */
export const timestamp = (value: unknown): string => {
  const date = new Date(typeof value === 'number' || typeof value === 'string' ? value : NaN);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
};
