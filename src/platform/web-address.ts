/**
 * What may become an `href` or a `src`, whoever wrote it: an address of the web, or of a mailbox where that is asked for;
 * else nothing. The only check there is.
 */
export const webAddress = (value: unknown, orMail = false): string | undefined => {
  const text = `${value ?? ''}`.trim();
  return /^https?:\/\/./i.test(text) || (orMail && /^mailto:./i.test(text)) ? text : undefined;
};
