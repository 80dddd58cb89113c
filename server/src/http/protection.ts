/** Headers that keep a browser from taking an answer for anything but data, wherever somebody opens it. */
export const protection = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};
