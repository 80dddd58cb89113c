/** A day as a date field has it: `2026-03-01`. */
export type Day = string;

export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** The first moment of a day in the moderator's time zone, as the server takes it. */
export const beginOf = (day: Day): string => new Date(`${day}T00:00`).toISOString();

/** The last moment of that day. */
export const endOf = (day: Day): string => new Date(`${day}T23:59:59.999`).toISOString();
