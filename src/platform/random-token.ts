/**
 * At least 128 random bits as 22 letters, digits and `_`: base64 of 132 bits, with one character in place of the two
 * that an address would not take, which costs less than one bit.
 */
export const randomToken = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(17))))
    .slice(0, 22)
    .replace(/\W/g, '_');
