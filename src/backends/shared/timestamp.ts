/** Milliseconds since 1970, or a date that says its zone, as RFC 3339; empty where it is neither. */
export const timestamp = (value: unknown): string => {
  const date = new Date(typeof value === 'number' || typeof value === 'string' ? value : NaN);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
};
