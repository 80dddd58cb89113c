import unhomoglyph from 'unhomoglyph';

/**
 * Whether one name may be taken for another: by the confusables of Unicode (UTS #39,
 * https://www.unicode.org/reports/tr39/), and looking past case, accents, blanks, punctuation and what is not seen.
 */
export const looksLike = (one: string, other: string): boolean => {
  const others = skeletonsOf(other);
  return skeletonsOf(one).some((skeleton) => others.includes(skeleton));
};

/** Two, as `I` looks like `l`, and is `i` in capitals too. */
const skeletonsOf = (name: string): string[] => {
  const plain = name.normalize('NFKD').replace(/[\p{M}\p{Default_Ignorable_Code_Point}\p{Z}\p{P}\p{C}]/gu, '');
  return [unhomoglyph(plain).toLowerCase(), unhomoglyph(plain.toLowerCase()).toLowerCase()];
};
