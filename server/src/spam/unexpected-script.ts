/** Tells whether most letters of a text are in scripts that a site does not expect. */
export type FindUnexpectedScript = (text: string) => boolean;

/**
 * @param expected names of Unicode scripts (UAX #24), such as `Latin` or `Cyrl`; empty for any script
 * @throws RangeError if one of them is not a script
 */
export const unexpectedScripts = (expected: readonly string[]): FindUnexpectedScript => {
  if (expected.length === 0) return () => false;
  const pattern = new RegExp(`[${expected.map(checkedScript).join('')}]`, 'gu');
  return (text) => {
    const letters = text.match(letter)?.length ?? 0;
    return letters >= leastLetters && (text.match(letter)!.join('').match(pattern)?.length ?? 0) < letters / 2;
  };
};

/** Letters that all scripts share are not counted. */
const letter = /(?![\p{sc=Common}\p{sc=Inherited}])\p{L}/gu;

/** A name alone, or an exclamation, says nothing about the language. */
const leastLetters = 10;

/** A pattern for a letter of a script; undefined if there is no script of this name. */
export const scriptPattern = (name: string): string | undefined => {
  try {
    return /^\w+$/.test(name) ? new RegExp(`\\p{scx=${name}}`, 'u').source : undefined;
  } catch {
    return undefined;
  }
};

const checkedScript = (name: string): string => {
  const pattern = scriptPattern(name);
  if (pattern === undefined)
    throw new RangeError(`spam.scripts: "${name}" is no script; some are Latin, Cyrillic, Han`);
  return pattern;
};
