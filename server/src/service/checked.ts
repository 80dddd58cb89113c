/** @throws RangeError if it is not the origin of a web page */
export const checkedOrigin = (value: string): string => {
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  const isOrigin = parsed && /^https?:$/.test(parsed.protocol) && [parsed.origin, `${parsed.origin}/`].includes(value);
  if (!isOrigin) throw new RangeError(`"${value}" is not an origin; one is https://blog.example`);
  return parsed.origin;
};
