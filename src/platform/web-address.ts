/**
 * Returns a value only if it may become an `href` or a `src`, whoever wrote it: an http or https address, or a mailto
 * address if `orMail` is set. Every address goes through this one check.
 */
export const webAddress = (value: unknown, orMail = false): string | undefined => {
  const text = `${value ?? ''}`.trim();
  return /^https?:\/\/./i.test(text) || (orMail && /^mailto:./i.test(text)) ? text : undefined;
};
